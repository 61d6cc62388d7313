using System.Text.Json.Nodes;
using Appointments.Plan;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Edge;

/// <summary>The rules of the edge's firewall that are kept here, those about bodies: how long one may be, and that it comes as it is. As in WAF, whatever was read so far is thrown away.</summary>
/// <param name="MaxBytes">The longest body that passes.</param>
/// <param name="TooLarge">The answer to a longer one.</param>
/// <param name="Encoded">The answer to one that is compressed: WAF could not look into what API Gateway would unpack.</param>
internal sealed record BodyRules(int MaxBytes, BlockedAnswer TooLarge, BlockedAnswer Encoded)
{
    /// <summary>Read off the web ACL of scope CLOUDFRONT.</summary>
    /// <exception cref="LocalRunException">The graph's edge lacks one of the rules, or has more than one of a kind.</exception>
    public static BodyRules From(ResourceGraph graph)
    {
        var sizes = graph.OfType("aws:wafv2/webAcl:WebAcl").Where(acl => acl.Inputs["scope"]?.ToString() is "CLOUDFRONT").SelectMany(SizeRules).ToLookup(rule => rule.Field);
        return (sizes["Body"].ToArray(), sizes["content-encoding"].ToArray()) is ([var body], [{ Over: 0 } encoded]) ? new BodyRules(body.Over, body.Answer, encoded.Answer)
            : throw new LocalRunException($"The graph's web ACL of scope CLOUDFRONT has {sizes["Body"].Count()} rules that limit a body's size and {sizes["content-encoding"].Count()} that refuse a Content-Encoding: expected one each, with an answer of its own.");
    }

    /// <returns>Whether the request may go on; its body is then in memory. If not, it is answered.</returns>
    public async Task<bool> LetsThroughAsync(HttpContext context)
    {
        if (context.Request.Headers.ContentEncoding.ToString().Length > 0)
            return await RefuseAsync(context, Encoded);
        var body = new byte[MaxBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBytes)
            return await RefuseAsync(context, TooLarge);
        context.Request.Body = new MemoryStream(body, 0, length, writable: false);
        return true;
    }

    private static async Task<bool> RefuseAsync(HttpContext context, BlockedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        return false;
    }

    /// <returns>Rules that block what is longer than so many bytes, with an answer of their own: of the body, or of a header by its name.</returns>
    private static IEnumerable<(string Field, int Over, BlockedAnswer Answer)> SizeRules(GraphResource acl)
    {
        var answers = acl.Inputs["customResponseBodies"]!.AsArray().ToDictionary(body => body!["key"]!.ToString(), body => body!["content"]!.ToString());
        return from rule in JsonNode.Parse(acl.Inputs["ruleJson"]!.ToString())!.AsArray()
            let size = rule["Statement"]!["SizeConstraintStatement"]
            let response = rule["Action"]?["Block"]?["CustomResponse"]
            where size is not null && size["ComparisonOperator"]!.ToString() is "GT" && response is not null
            select (size["FieldToMatch"]!["SingleHeader"]?["Name"]!.ToString() ?? "Body", size["Size"]!.GetValue<int>(),
                new BlockedAnswer(response["ResponseCode"]!.GetValue<int>(), answers[response["CustomResponseBodyKey"]!.ToString()]));
    }
}

/// <summary>What the firewall answers to what it blocks.</summary>
/// <param name="Body">JSON.</param>
internal sealed record BlockedAnswer(int Status, string Body);
