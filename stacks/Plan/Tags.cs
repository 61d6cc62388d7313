using System.Collections.Immutable;

namespace Appointments.Plan;

/// <summary>The tags that every resource carries, set once as each provider's default tags.</summary>
public static class Tags
{
    public static ImmutableDictionary<string, string> For(string stack) => new Dictionary<string, string>
    {
        ["application"] = Setting.Namespace,
        ["environment"] = stack,
        ["managed-by"] = "pulumi",
    }.ToImmutableDictionary();
}
