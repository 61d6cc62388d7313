using System.Collections.Immutable;
using static Appointments.Graph.AwsShape;

namespace Appointments.Graph;

/// <summary>What ACM and Route 53 would add to a resource's inputs.</summary>
internal static class DnsState
{
    /// <summary>For each name the record that proves it: the same in every region of an account, so it is made from the name alone.</summary>
    public static (string Id, Dictionary<string, object> Computed) Certificate(string arn, ImmutableDictionary<string, object> inputs)
    {
        var names = ((ImmutableArray<object>)inputs.GetValueOrDefault("subjectAlternativeNames", ImmutableArray<object>.Empty)).Prepend(inputs["domainName"]).Cast<string>();
        return (arn, new()
        {
            ["arn"] = arn,
            ["domainValidationOptions"] = names.Select(name => (object)new Dictionary<string, object>
            {
                ["domainName"] = name,
                ["resourceRecordName"] = $"_{Uuid("proof", name).Replace("-", "")}.{name}.",
                ["resourceRecordType"] = "CNAME",
                ["resourceRecordValue"] = $"_{Uuid("proven", name).Replace("-", "")}.acm-validations.aws.",
            }.ToImmutableDictionary()).ToImmutableArray(),
        });
    }

    public static (string Id, Dictionary<string, object> Computed) Record(ImmutableDictionary<string, object> inputs)
    {
        var name = ((string)inputs["name"]).TrimEnd('.');
        string[] parts = [(string)inputs["zoneId"], name, (string)inputs["type"], .. inputs.TryGetValue("setIdentifier", out var set) ? [(string)set] : Array.Empty<string>()];
        return (string.Join('_', parts), new() { ["name"] = name, ["fqdn"] = name });
    }
}
