using System.Collections.Immutable;
using Appointments.Checks.Policies;
using Appointments.Plan;

namespace Appointments.Checks;

/// <summary>Every policy there is. A new one is one file and one line here.</summary>
public static class PolicyPack
{
    public static ImmutableArray<IPolicy> All { get; } =
    [
        new NothingPublic(), new OpenRoutes(), new EncryptionAtRest(), new EncryptionInTransit(), new LogRetention(), new TagsEverywhere(), new LeastPrivilege(),
        new NoPlainSecrets(), new DeadLetters(), new FifoPairs(), new AlarmActions(), new StatefulProtection(), new BoundedFaults(),
        new GuardedEdge(), new ConcurrencyLimits(),
    ];

    /// <returns>Every violation of every policy.</returns>
    public static ImmutableArray<Violation> Check(ResourceGraph graph) => [.. All.SelectMany(policy => policy.Check(graph))];
}
