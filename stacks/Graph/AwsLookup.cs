using System.Collections.Immutable;
using static Appointments.Graph.AwsShape;

namespace Appointments.Graph;

/// <summary>What AWS would answer to a look-up (an "invoke"): what was there before the stack.</summary>
internal static class AwsLookup
{
    /// <returns>The name under which the graph shows what was found, and the answer with its <c>id</c>.</returns>
    public static (string Name, ImmutableDictionary<string, object> Answer) Of(string token, ImmutableDictionary<string, object> args) => token switch
    {
        "aws:route53/getZone:getZone" => Zone(token, (string)args["name"], args),
        "aws:index/getCallerIdentity:getCallerIdentity" => ("caller", args.SetItems(new Dictionary<string, object> { ["id"] = AccountId, ["accountId"] = AccountId, ["arn"] = $"arn:aws:iam::{AccountId}:user/deployer", ["userId"] = "AIDAEXAMPLEDEPLOYER" })),
        _ => throw new NotSupportedException($"The program calls {token}, for which the graph has no answer: add one to AwsLookup, or do without the call."),
    };

    private static (string, ImmutableDictionary<string, object>) Zone(string token, string zone, ImmutableDictionary<string, object> args)
    {
        var id = $"Z{Id(token, zone).ToUpperInvariant()}";
        return (zone, args.SetItems(new Dictionary<string, object> { ["id"] = id, ["zoneId"] = id, ["arn"] = $"arn:aws:route53:::hostedzone/{id}", ["enableAcceleratedRecovery"] = true }));
    }
}
