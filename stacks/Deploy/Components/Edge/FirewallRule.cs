using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Deploy.Components.Edge;

/// <summary>One rule of a web ACL in WAF's own JSON: as C# types the rules would be 1,779 generated files.</summary>
/// <param name="Called">Also its metric's name.</param>
/// <param name="LooksFor">A statement of WAF.</param>
/// <param name="Answer">The answer to what it finds; null for a rule group of AWS, which has its own.</param>
/// <remarks>
/// Source: WAF API, "Rule"; that a search string stands as plain text in <c>ruleJson</c>: hashicorp/terraform-provider-aws pull request 39878 (provider 5.73).
/// </remarks>
internal sealed record FirewallRule(string Called, JsonObject LooksFor, FirewallAnswer? Answer)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rules in the order in which WAF asks them.</summary>
    public static string Json(IEnumerable<FirewallRule> rules) => new JsonArray([.. rules.Select((rule, priority) => rule.Json(priority))]).ToJsonString(Readable);

    private JsonObject Json(int priority)
    {
        var json = new JsonObject { ["Name"] = Called, ["Priority"] = priority, ["Statement"] = LooksFor.DeepClone() };
        if (Answer is null)
            json["OverrideAction"] = new JsonObject { ["None"] = new JsonObject() };
        else
            json["Action"] = new JsonObject
            {
                ["Block"] = new JsonObject { ["CustomResponse"] = new JsonObject { ["ResponseCode"] = Answer.Status, ["CustomResponseBodyKey"] = Answer.Key } },
            };
        json["VisibilityConfig"] = new JsonObject
        {
            ["CloudWatchMetricsEnabled"] = true,
            ["MetricName"] = Called,
            ["SampledRequestsEnabled"] = false, // samples show headers, so they would show API keys
        };
        return json;
    }
}
