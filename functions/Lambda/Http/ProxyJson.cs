using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Appointments.Lambda.Http;

[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class ProxyJson : JsonSerializerContext;
