using System.Text.Json.Nodes;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>Measured without a drill: a few requests that only look are sent through the edge. So the probe of a drill's file can be typed at any time.</summary>
public sealed class MeasuredAlone(IDrilledSystem system, TimeProvider clock) : IMeasured
{
    private const int Compared = 50;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public IDrilledSystem System => system;

    public async Task<IReadOnlyList<RequestOutcome>> RequestsAsync(TimeSpan over, CancellationToken cancel)
    {
        using var reader = new RegionReader(system);
        var begin = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Between, clock);
        List<Task<RequestOutcome>> sent = [];
        do
            sent.Add(LookAsync(reader, cancel));
        while (clock.GetElapsedTime(begin) < over && await timer.WaitForNextTickAsync(cancel));
        return await Task.WhenAll(sent);
    }

    /// <summary>Nobody checks without a drill.</summary>
    public void Note(Observation observation)
    {
    }

    public async Task<IReadOnlyList<string>> AppointmentsAsync(CancellationToken cancel)
    {
        using var reader = new RegionReader(system);
        var (_, body) = await reader.GetAsync(system.Edge, $"/appointments?limit={Compared}", cancel);
        return body is "" ? [] : [.. JsonNode.Parse(body)!["appointments"]!.AsArray().Select(each => each!["appointmentId"]!.ToString())];
    }

    private async Task<RequestOutcome> LookAsync(RegionReader reader, CancellationToken cancel)
    {
        const string path = "/appointments?limit=1";
        var (sentAt, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        var (status, _) = await reader.GetAsync(system.Edge, path, cancel);
        return RequestOutcome.Of(new Reading(path, sentAt, clock.GetElapsedTime(start).TotalMilliseconds, (int?)status, Problem: null)); // fails as a drill's own requests do
    }
}
