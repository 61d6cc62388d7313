using System.Collections.Concurrent;
using Appointments.Drills.Checking;
using Appointments.Drills.Load;

namespace Appointments.Tests.Run.Checking;

/// <summary>Clients of a world who remember what they were told, and ask the checker about it.</summary>
internal sealed class Clients(World world, string run) : IDisposable
{
    private readonly ConcurrentQueue<Observation> observations = new();
    private readonly LedgerReader reader = new(world.Run.Regions, world.Run.DrillApiKey!, null, TimeProvider.System);
    private readonly ConcurrentDictionary<string, LoadClient> clients = new();
    private int number;

    public string Prefix => $"{LoadPlan.IdPrefix}{run}-";

    public LedgerReader Reader => reader;

    public void Add(Observation observation) => observations.Enqueue(observation);

    public LoadPlan Plan(Uri url, int seed = 1) => new(url, world.Run.DrillApiKey!, null, [("peru", "PE"), ("chile", "CL")], RequestsPerSecond: 15, seed, run);

    public Task<Observation> RegisterAsync(string region, string id, string path = "peru", string? schedule = null) =>
        SendAsync(region, new PlannedRequest(RequestKind.Register, Prefix + id, path, path is "peru" ? "PE" : "CL", schedule, null), 202);

    /// <param name="told">What its client must be told; null: anything.</param>
    public Task<Observation> ChangeAsync(string region, string id, string status, int? told = 200) => SendAsync(region, new PlannedRequest(RequestKind.Change, Prefix + id, "", "PE", null, status), told);

    /// <summary>Registers it and waits until every region has it.</summary>
    public async Task EverywhereAsync(string region, string id)
    {
        await RegisterAsync(region, id);
        foreach (var each in world.Regions.Keys)
            await world.SeeAsync(each, Prefix + id);
    }

    /// <summary>Waits until nothing is under way, and compares.</summary>
    public async Task<Verdict> VerdictAsync(IReadOnlyCollection<OrderSighting>? sightings = null)
    {
        await world.RestAsync();
        return await CheckAsync(settled: true, sightings);
    }

    public async Task<Verdict> CheckAsync(bool settled, IReadOnlyCollection<OrderSighting>? sightings = null) =>
        HistoryChecker.Check(observations, await reader.ReadAsync([.. observations.Select(each => each.AppointmentId)], Prefix, CancellationToken.None), settled, sightings);

    /// <returns>The appointment's id, if both were told that they had won; else null.</returns>
    public async Task<string?> RaceAsync(string region, string id)
    {
        await EverywhereAsync(region, id);
        var both = new Rendezvous("TransactWriteItems", 2);
        using var oneAtATime = new SemaphoreSlim(1);
        using (world.Writes.Meddle((write, next) => both.MeetAsync(write, async () =>
        {
            await oneAtATime.WaitAsync(); // both have read; now they write, one after the other
            try { return await next(); }
            finally { oneAtATime.Release(); }
        })))
        {
            var told = await Task.WhenAll(ChangeAsync(region, id, "confirmed", told: null), ChangeAsync(region, id, "rejected", told: null));
            return told.All(each => each.HttpStatus == 200) ? Prefix + id : null;
        }
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
        reader.Dispose();
    }

    private async Task<Observation> SendAsync(string region, PlannedRequest planned, int? told)
    {
        var client = clients.GetOrAdd(region, _ => new LoadClient(Plan(world.Run.Regions.Single(each => each.Region == region).Stage) with { ClientTimeout = TimeSpan.FromSeconds(35) }, TimeProvider.System));
        var observation = (await client.SendAsync(planned)).Observed(Interlocked.Increment(ref number), planned);
        Assert.True(told is null || observation.HttpStatus == told, $"{observation}");
        Add(observation);
        return observation;
    }
}
