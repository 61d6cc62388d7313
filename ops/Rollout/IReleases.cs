using System.Collections.Immutable;

namespace Appointments.Rollout;

/// <summary>One deployment's releases, region by region. Implemented for AWS and for the local run.</summary>
public interface IReleases
{
    /// <summary>In the order in which they are updated, if nobody says another.</summary>
    ImmutableArray<string> Regions { get; }

    /// <summary>What would be done, in order, each as a person would type or read it.</summary>
    Task<ImmutableArray<PlannedStep>> PlanAsync(ImmutableArray<string> order, CancellationToken cancel);

    /// <summary>Makes sure that there is a way back, and updates what all regions build on.</summary>
    /// <exception cref="ReleaseException">It cannot be begun; no region was touched.</exception>
    Task PrepareAsync(CancellationToken cancel);

    /// <param name="region">Null: what builds on the regions, once all of them are done.</param>
    /// <exception cref="ReleaseException">It is not there, or not whole.</exception>
    Task PutAsync(string? region, CancellationToken cancel);

    /// <summary>Puts back what ran there before <see cref="PutAsync"/>.</summary>
    /// <param name="region">Null: everywhere, for what builds on the regions goes with what they were.</param>
    /// <exception cref="ReleaseException">It is not back.</exception>
    Task GoBackAsync(string? region, CancellationToken cancel);

    /// <summary>What a person types where <see cref="GoBackAsync"/> everywhere did not do it.</summary>
    string WayBack { get; }

    /// <summary>What alarms say of a region.</summary>
    /// <param name="region">Null: all alarms there are.</param>
    /// <returns>The names of those that are raised.</returns>
    Task<ImmutableArray<string>> AlarmsAsync(string? region, CancellationToken cancel);

    /// <summary>The release stays: lets go of the way back.</summary>
    /// <exception cref="ReleaseException">It is still there; the release is not touched by that.</exception>
    Task KeepAsync(CancellationToken cancel);
}

/// <param name="Region">Null where it is about no single region.</param>
public sealed record PlannedStep(string? Region, string What, string Command);

/// <summary>A step of a rollout could not be done; the message says which, why and what to do.</summary>
public sealed class ReleaseException(string message, Exception? inner = null) : Exception(message, inner);
