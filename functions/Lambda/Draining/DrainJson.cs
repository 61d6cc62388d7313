using System.Text.Json.Serialization;

namespace Appointments.Lambda.Draining;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SnsEvent))]
[JsonSerializable(typeof(AlarmMessage))]
[JsonSerializable(typeof(DrainReply))]
internal sealed partial class DrainJson : JsonSerializerContext;
