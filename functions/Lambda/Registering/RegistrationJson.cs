using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace Appointments.Lambda.Registering;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class RegistrationJson : JsonSerializerContext;
