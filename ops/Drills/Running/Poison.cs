using System.Collections.Immutable;
using System.Globalization;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>Registrations that a gateway accepts and no function can ever handle: of an appointment that stands already, for another country. Sent as any client could send them.</summary>
/// <param name="system">Serves two countries at least.</param>
/// <param name="region">Where they are sent, by its own address.</param>
/// <param name="name">Part of their ids, so that two runs do not meet; a drill's own, so that its lists show them as its own.</param>
public sealed class Poison(IDrilledSystem system, string region, string name, TimeProvider clock)
{
    private Uri Stage => system.Regions.Single(each => each.Region == region).Stage;

    /// <summary>Sends so many appointments, each twice: for one country, then for another.</summary>
    /// <param name="onObserved">Told of each registration and what its client was told.</param>
    /// <param name="cancel">Looked at before each appointment: one that was begun is sent for both countries.</param>
    /// <returns>How many were accepted for both countries.</returns>
    public async Task<int> SendAsync(int count, Action<Observation> onObserved, CancellationToken cancel)
    {
        using var client = new LoadClient(new LoadPlan(Stage, system.ApiKey, system.OriginSecret, system.Countries, RequestsPerSecond: 1, Seed: 0, name), clock);
        var accepted = 0;
        foreach (var id in Ids(count))
        {
            cancel.ThrowIfCancellationRequested();
            if (await RegisterAsync(client, id, system.Countries[0], onObserved) && await RegisterAsync(client, id, system.Countries[1], onObserved))
                accepted++;
        }
        return accepted;
    }

    /// <returns>How many of them the region shows in quarantine.</returns>
    public async Task<int> SetAsideAsync(int count, CancellationToken cancel)
    {
        using var reader = new RegionReader(system);
        var shown = await Task.WhenAll(Ids(count).Select(id => reader.AppointmentAsync(Stage, id, cancel)));
        return shown.Count(each => each?["quarantined"]?.AsArray().Count > 0);
    }

    private ImmutableArray<string> Ids(int count) => [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{LoadPlan.IdPrefix}{name}-poison-{number}"))];

    private static async Task<bool> RegisterAsync(LoadClient client, string id, (string Path, string Country) country, Action<Observation> onObserved)
    {
        var planned = new PlannedRequest(RequestKind.Register, id, country.Path, country.Country, Schedule: null, Status: null);
        var observation = (await client.SendAsync(planned)).Observed(number: 0, planned); // the drill numbers all of its requests at its end
        onObserved(observation);
        return observation.Told is Told.Accepted;
    }
}
