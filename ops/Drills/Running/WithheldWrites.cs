using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
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
    private const int AtOnce = 8, Attempts = 6;

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
        var (answer, body) = await AnswerAsync(other.Stage, write.AppointmentId, cancel);
        var there = answer is HttpStatusCode.OK && JsonNode.Parse(body)!["ledger"]!.AsArray().Any(row => row?["status"]?.ToString() == status);
        return there ? null : new Withheld(write.AppointmentId, status, write.SentAt.AddMilliseconds(write.Milliseconds), other.Region);
    }

    /// <summary>A function that starts, or a machine that is busy, withholds nothing: asked again, until it is plain that the region does not answer.</summary>
    private async Task<(HttpStatusCode? Status, string Body)> AnswerAsync(Uri stage, string id, CancellationToken cancel)
    {
        (HttpStatusCode? Status, string Body) answer = default;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            answer = await reader.GetAsync(stage, $"/appointments/{Uri.EscapeDataString(id)}", cancel);
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound)
                return answer;
        }
        return answer;
    }
}
