using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Appointments.Deploy.Api;

/// <summary>What API Gateway checks before an integration is called.</summary>
internal static class RequestValidator
{
    private const string BodyOnly = "body";

    public static JsonNodeExtension Definitions => new(new JsonObject
    {
        [BodyOnly] = new JsonObject { ["validateRequestBody"] = true, ["validateRequestParameters"] = false },
    });

    public static JsonNodeExtension Body => new(BodyOnly);
}
