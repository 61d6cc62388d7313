using System.Collections.Immutable;
using Appointments.Regions;

namespace Appointments.Aws;

/// <summary>
/// A deployment's queues and replication, looked at again and again by their data planes. Replication is told from probes: each look writes one in every region and table, under a key that no client sees, and reads it
/// in all others; a link is as late as the table that is latest. AWS's own figure (ReplicationLatency) comes once a minute, and not at all while nothing passes.
/// </summary>
/// <param name="patience">How long a call to one region may take.</param>
public sealed class DeploymentPulse(DeployedStack stack, TimeSpan patience, TimeProvider clock) : IDisposable
{
    /// <summary>More would be paid, and tell no more.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly RegionClients clients = new(stack, patience);
    private readonly Asking asking = new(patience, clock);
    private readonly ImmutableArray<(string From, TableProbe Table, SentProbes Sent)> probes =
        [.. stack.Regions.SelectMany(region => TableProbe.Of(stack.Tables).Select(table => (region.Name, table, new SentProbes())))];

    /// <returns>In the order of the settings; null: that region's SQS did not answer.</returns>
    public async Task<ImmutableArray<QueueCounts?>> QueuesAsync(CancellationToken cancel) =>
        [.. (await Task.WhenAll(stack.Regions.Select(region => QueueCounts.LookAsync(region, clients.Queues(region.Name), asking, cancel)))).Select(reply => reply.Answered ? reply.Value : null)];

    /// <summary>Not to be called twice at once.</summary>
    public async Task<ImmutableArray<LinkPulse>> LinksAsync(CancellationToken cancel) =>
        [.. (await Task.WhenAll(probes.Select(each => LinksAsync(each.From, each.Table, each.Sent, cancel)))).SelectMany(links => links)
            .GroupBy(link => (link.From, link.To), (link, tables) => tables.Aggregate((one, other) => new LinkPulse(link.From, link.To, Math.Max(one.Unseen, other.Unseen), one.Lag > other.Lag ? one.Lag : other.Lag)))];

    public void Dispose() => clients.Dispose();

    private async Task<LinkPulse[]> LinksAsync(string from, TableProbe table, SentProbes sent, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (sent.Last is null || now - sent.Last >= Between)
        {
            var put = await asking.AskAsync(async within => { await table.PutAsync(clients.Tables(from), from, now, within); return true; }, cancel);
            sent.Note(now, put.Answered);
        }
        return await Task.WhenAll(stack.Regions.Where(region => region.Name != from).Select(async to =>
        {
            var seen = await asking.AskAsync(within => table.NewestAsync(clients.Tables(to.Name), from, within), cancel);
            if (seen.Answered && seen.Value is { } arrived)
                sent.Arrived(to.Name, arrived);
            var (unseen, oldest) = sent.UnseenBy(to.Name, clock.GetUtcNow() - ReplicationSighting.OnItsWay);
            return new LinkPulse(from, to.Name, seen.Answered && sent.Written ? unseen : Math.Max(1, unseen), oldest is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero);
        }));
    }}
