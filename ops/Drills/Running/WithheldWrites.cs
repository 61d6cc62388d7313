using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>A write that a region had accepted and another region did not show while the first was away.</summary>
/// <param name="AcceptedAt">When its client was told.</param>
/// <param name="Missing">The region that did not show it.</param>
public sealed record Withheld(string AppointmentId, string Status, DateTimeOffset AcceptedAt, string Missing);

/// <summary>Asks the other regions for what a region has accepted: what they lack would be lost if the region never came back. That is what RPO is about.</summary>
internal sealed class WithheldWrites(IDrilledSystem system) : IDisposable
{
    private const int AtOnce = 8;

    private readonly RegionReader reader = new(system);

    /// <returns>The writes that another region does not show; each region's own address is asked, so routing does not matter.</returns>
    public async Task<ImmutableArray<Withheld>> FindAsync(string region, IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var accepted = observations.Where(observation => observation.Told is Told.Accepted && observation.Region == region)
            .DistinctBy(observation => (observation.AppointmentId, observation.Status)).ToArray();
        using var slots = new SemaphoreSlim(AtOnce);
        var found = await Task.WhenAll(system.Regions.Where(other => other.Region != region).SelectMany(other => accepted.Select(async write =>
        {
            await slots.WaitAsync(cancel);
            try { return await MissingAsync(other, write, cancel); }
            finally { slots.Release(); }
        })));
        return [.. found.OfType<Withheld>()];
    }

    public void Dispose() => reader.Dispose();

    private async Task<Withheld?> MissingAsync((string Region, Uri Stage) other, Observation write, CancellationToken cancel)
    {
        var status = write.Status ?? Law.Requested;
        var shown = await reader.AppointmentAsync(other.Stage, write.AppointmentId, cancel);
        var there = shown?["ledger"]?.AsArray().Any(row => row?["status"]?.ToString() == status) ?? false;
        return there ? null : new Withheld(write.AppointmentId, status, write.SentAt.AddMilliseconds(write.Milliseconds), other.Region);
    }
}
