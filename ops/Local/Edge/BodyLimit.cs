using System.Text.Json.Nodes;
using Appointments.Plan;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Edge;

/// <summary>The one rule of the edge's firewall that is kept here: how long a body may be, and what is answered to a longer one. As in WAF, whatever was read so far is thrown away.</summary>
/// <param name="MaxBytes">The longest body that passes.</param>
/// <param name="Status">Of the answer to a longer one.</param>
/// <param name="Answer">Its body, JSON.</param>
internal sealed record BodyLimit(int MaxBytes, int Status, string Answer)
{
    /// <summary>Read off the web ACL of scope CLOUDFRONT.</summary>
    /// <exception cref="LocalRunException">The graph's edge has no such rule, or more than one.</exception>
    public static BodyLimit From(ResourceGraph graph)
    {
        var found = graph.OfType("aws:wafv2/webAcl:WebAcl").Where(acl => acl.Inputs["scope"]?.ToString() is "CLOUDFRONT").SelectMany(Read).ToArray();
        return found is [var limit] ? limit
            : throw new LocalRunException($"The graph's web ACL of scope CLOUDFRONT has {found.Length} rules that limit a body's size: expected one, with an answer of its own.");
    }

    /// <returns>Whether the request may go on; its body is then in memory. If not, it is answered.</returns>
    public async Task<bool> LetsThroughAsync(HttpContext context)
    {
        var body = new byte[MaxBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length <= MaxBytes)
        {
            context.Request.Body = new MemoryStream(body, 0, length, writable: false);
            return true;
        }
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Answer, context.RequestAborted);
        return false;
    }

    private static IEnumerable<BodyLimit> Read(GraphResource acl)
    {
        var answers = acl.Inputs["customResponseBodies"]!.AsArray().ToDictionary(body => body!["key"]!.ToString(), body => body!["content"]!.ToString());
        return from rule in JsonNode.Parse(acl.Inputs["ruleJson"]!.ToString())!.AsArray()
            let size = rule["Statement"]!["SizeConstraintStatement"]
            let response = rule["Action"]?["Block"]?["CustomResponse"]
            where size?["FieldToMatch"]!["Body"] is not null && size["ComparisonOperator"]!.ToString() is "GT" && response is not null
            select new BodyLimit(size["Size"]!.GetValue<int>(), response["ResponseCode"]!.GetValue<int>(), answers[response["CustomResponseBodyKey"]!.ToString()]);
    }
}
