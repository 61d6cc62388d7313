using System.Text.Json.Serialization;
using Amazon.Lambda.DynamoDBEvents;

namespace Appointments.Lambda.Reconciling;

[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
internal sealed partial class StreamJson : JsonSerializerContext;
