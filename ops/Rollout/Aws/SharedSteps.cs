using System.Collections.Immutable;
using Appointments.Checks.Moving;
using Appointments.Plan;

namespace Appointments.Rollout.Aws;

/// <summary>What a rollout must not do, because its last step reaches all regions at once.</summary>
internal static class SharedSteps
{
    /// <remarks>
    /// A new health check counts as healthy until it has results, and a new inverted one as unhealthy: with all of them replaced at once no region serves by Route 53's opinion, so that a drained one is answered too.
    /// Source: AWS, "How Amazon Route 53 determines whether a health check is healthy".
    /// </remarks>
    /// <param name="before">What runs.</param>
    /// <exception cref="ReleaseException">It replaces health checks.</exception>
    public static void Refuse(ResourceGraph before, ResourceGraph release)
    {
        ImmutableArray<string> replaced = [.. GraphDiff.Between(before, release).Where(move => move.MakesAHealthCheckAnew).Select(move => move.Name)];
        if (replaced is not [])
            throw new ReleaseException($"The release replaces {replaced.Length} health checks ({string.Join(", ", replaced)}), and a rollout's last step would replace them all at once: a drained region would get traffic again. Expected: one region after the other, by hand, before the rollout: docs/operations.md, \"Changing healthCheckIntervalSeconds\".");
    }
}
