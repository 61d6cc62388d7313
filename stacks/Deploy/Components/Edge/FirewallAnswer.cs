using System.Collections.Immutable;
using Appointments.Plan.Edge;
using Pulumi.Aws.WafV2.Inputs;

namespace Appointments.Deploy.Components.Edge;

/// <summary>What a firewall answers to a request that it blocks, in the API's own form of an error.</summary>
/// <param name="Key">Under which the web ACL keeps the body.</param>
internal sealed record FirewallAnswer(string Key, int Status, string Body)
{
    public static readonly FirewallAnswer BodyTooLarge = new("body-too-large", 413,
        $$"""{"message":"The body is too large.","errors":[{"field":"body","rule":"at most {{EdgeSettings.MaxBodyBytes}} bytes"}]}""");

    public static readonly FirewallAnswer EncodedBody = new("encoded-body", 415,
        """{"message":"The body is encoded; send it as it is, without a Content-Encoding.","errors":[{"field":"Content-Encoding","rule":"not sent"}]}""");

    public static readonly FirewallAnswer TooManyRequests = new("too-many-requests", 429,
        """{"message":"Too many requests from this address; wait some minutes and send it again.","errors":[]}""");

    public static readonly FirewallAnswer NotThroughTheEdge = new("not-through-the-edge", 403,
        """{"message":"This address serves the edge only; call the API at its public name.","errors":[]}""");

    /// <summary>The bodies of what some rules answer, for the web ACL.</summary>
    public static List<WebAclCustomResponseBodyArgs> Bodies(IEnumerable<FirewallRule> rules) =>
        [.. rules.Select(rule => rule.Answer).OfType<FirewallAnswer>().Distinct().Select(answer => new WebAclCustomResponseBodyArgs { Key = answer.Key, Content = answer.Body, ContentType = "APPLICATION_JSON" })];
}
