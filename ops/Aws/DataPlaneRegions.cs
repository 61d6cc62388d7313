using System.Collections.Immutable;
using Appointments.Domain;
using Appointments.Regions;

namespace Appointments.Aws;

/// <summary>
/// A deployment's regions by their data planes alone: DynamoDB's and SQS's in each region, each by itself, and each region's API by its own name. On AWS and on a local run, which differs in
/// its addresses only.
/// </summary>
/// <param name="network">What is known of routing and replication.</param>
/// <param name="patience">How long a call to one region may take; it is not repeated.</param>
public sealed class DataPlaneRegions(DeployedStack stack, INetwork network, TimeSpan patience, TimeProvider clock) : IRegions, IDisposable
{
    private static readonly TimeSpan ProbesEvery = TimeSpan.FromMilliseconds(100);

    private readonly RegionClients clients = new(stack, patience);
    private readonly Asking asking = new(patience, clock);
    private readonly ImmutableArray<TableProbe> probes = TableProbe.Of(stack.Tables);
    private readonly HttpClient http = new(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel)
    {
        var tables = Task.WhenAll(stack.Regions.Select(observer => SightingsAsync(observer, cancel)));
        var seen = network.LookAsync(cancel);
        var health = Task.WhenAll(stack.Regions.Select(region => GetAsync(region, "/health", cancel)));
        var marks = Task.WhenAll(stack.Regions.Select(region => GetAsync(stack.In(region.Watcher), $"/drained/{region.Name}", cancel))); // all at once: a silent region is waited for once
        var (sightings, routable, healthy, drained) = (await tables, (await seen).Routable, await health, await marks);
        return [.. stack.Regions.Select((region, index) => new RegionState(region.Name, region.Watcher, healthy[index].Is200,
            routable?.GetValueOrDefault(region.Name) ?? (healthy[index].Is200 && !drained[index].Is200), [.. sightings.Select(observer => observer[region.Name])]) { ClockAhead = healthy[index].ClockAhead })];
    }

    public Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, ImmutableArray<string> whileInService, CancellationToken cancel) =>
        WriteAsync((table, within) => table.MarkAsync(region, mark, whileInService, within), cancel);

    public Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, DrainMark? mark, CancellationToken cancel)
    {
        var now = clock.GetUtcNow(); // the same in every table
        return WriteAsync((table, within) => table.UnmarkAsync(region, mark, now, within), cancel);
    }

    public Task<ImmutableArray<TableAnswer>> RecordAsync(RegionAct act, CancellationToken cancel) => WriteAsync((table, within) => table.RecordAsync(act, within), cancel);

    public async Task<ImmutableArray<ActSighting>> HistoryAsync(CancellationToken cancel) => [.. await Task.WhenAll(stack.Regions.Select(async region =>
    {
        var reply = await asking.AskAsync(Table(region.Name).ActsAsync, cancel);
        return reply.Answered ? new ActSighting(region.Name, reply.Value.Acts, null) { Unreadable = reply.Value.Unreadable } : new ActSighting(region.Name, [], reply.Problem);
    }))];

    public async Task<QueueSighting> QueuesAsync(string region, CancellationToken cancel)
    {
        var reply = await QueueCounts.LookAsync(stack.In(region), clients.Queues(region), asking, cancel);
        return reply.Answered ? new QueueSighting(region, reply.Value.Waiting + reply.Value.InFlight, reply.Value.Dead, null) : new QueueSighting(region, 0, 0, reply.Problem);
    }

    public async Task<ImmutableArray<ReplicationSighting>> ReplicationAsync(string? from, string? to, CancellationToken cancel)
    {
        var links = stack.Regions.SelectMany(source => stack.Regions.Where(target => target != source).Select(target => (Source: source.Name, Target: target.Name)))
            .Where(link => (from is null || link.Source == from) && (to is null || link.Target == to)).Select(link => TryAsync(link.Source, link.Target, cancel));
        var (tried, lags) = (await Task.WhenAll(links), (await network.LookAsync(cancel)).Lags);
        return [.. tried.Select(link => link with { Oldest = lags.FirstOrDefault(lag => lag.From == link.From && lag.To == link.To)?.Oldest })];
    }

    public async Task<RoutingSighting> RoutingAsync(CancellationToken cancel)
    {
        var seen = await network.LookAsync(cancel);
        return new RoutingSighting(seen.LeadsTo, stack.SettlesWithin, seen.Routable is not null);
    }

    public void Dispose()
    {
        clients.Dispose();
        http.Dispose();
    }

    private RegionsTableIn Table(string region) => new(clients.Tables(region), stack.Tables.Regions);

    private async Task<ImmutableArray<TableAnswer>> WriteAsync(Func<RegionsTableIn, CancellationToken, Task<(TableAnswerKind Kind, ImmutableArray<string> Overtakers)>> write, CancellationToken cancel) =>
        [.. await Task.WhenAll(stack.Regions.Select(async region =>
        {
            var reply = await asking.AskAsync(within => write(Table(region.Name), within), cancel);
            return reply.Answered
                ? new TableAnswer(region.Name, reply.Value.Kind, null) { Overtakers = reply.Value.Overtakers }
                : new TableAnswer(region.Name, TableAnswerKind.NoAnswer, reply.Problem);
        }))];

    /// <summary>What one region's table says about every region.</summary>
    private async Task<ImmutableDictionary<string, DrainSighting>> SightingsAsync(DeployedRegion observer, CancellationToken cancel)
    {
        var reply = await asking.AskAsync(within => Task.WhenAll(stack.Regions.Select(async region => (region.Name, Mark: await Table(observer.Name).MarkOfAsync(region.Name, within)))), cancel);
        return reply.Answered
            ? reply.Value.ToImmutableDictionary(each => each.Name, each => new DrainSighting(observer.Name, true, each.Mark))
            : stack.Regions.ToImmutableDictionary(region => region.Name, _ => new DrainSighting(observer.Name, false, null, reply.Problem));
    }

    /// <returns>Also by how much this machine's clock is ahead of what the answer says (its Date), whatever the answer is; null: none has one.</returns>
    private async Task<(bool Is200, TimeSpan? ClockAhead)> GetAsync(DeployedRegion region, string path, CancellationToken cancel)
    {
        var reply = await asking.AskAsync(async within =>
        {
            using var answer = await http.GetAsync(new Uri($"{region.Stage.ToString().TrimEnd('/')}{path}"), within);
            return (answer.IsSuccessStatusCode, clock.GetUtcNow() - answer.Headers.Date);
        }, cancel);
        return reply.Answered ? reply.Value : (false, null); // no answer is no service, and drains nobody
    }

    private async Task<ReplicationSighting> TryAsync(string from, string to, CancellationToken cancel)
    {
        var tried = await Task.WhenAll(probes.Select(probe => TryAsync(probe, from, to, cancel)));
        ImmutableArray<string> held = [.. tried.Where(table => !table.Arrived).Select(table => table.Name)];
        return new ReplicationSighting(from, to, held.IsEmpty, null, tried.Select(table => table.Problem).FirstOrDefault(problem => problem is not null)) { Held = held, PassesNothing = held.Length == tried.Length };
    }

    private async Task<(string Name, bool Arrived, string? Problem)> TryAsync(TableProbe probe, string from, string to, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var put = await asking.AskAsync(async within => { await probe.PutAsync(clients.Tables(from), from, at, within); return true; }, cancel);
        if (!put.Answered)
            return (probe.Name, false, $"the table of {from}, {probe.Name}: {put.Problem}");
        string? silent = "no answer";
        var seen = await asking.AskAsync(async within =>
        {
            using var timer = new PeriodicTimer(ProbesEvery, clock);
            do
            {
                var look = await asking.AskAsync(each => probe.NewestAsync(clients.Tables(to), from, each), within);
                silent = look.Problem;
                if (look.Value >= Instant.Truncate(at))
                    return true;
            }
            while (await timer.WaitForNextTickAsync(within));
            return false;
        }, cancel);
        return (probe.Name, seen.Answered && seen.Value, seen.Answered || silent is null ? null : $"the table of {to}, {probe.Name}: {silent}");
    }
}
