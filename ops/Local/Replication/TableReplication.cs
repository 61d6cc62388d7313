using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Appointments.Local.DynamoDb;
using Appointments.Local.Topology;

namespace Appointments.Local.Replication;

/// <summary>Carries one table's writes from one region to one other. <see cref="Replicator"/> says why the copies end the same.</summary>
internal sealed class TableReplication
{
    /// <summary>Deliveries of a batch at once. Across items AWS promises no order either.</summary>
    private const int AtOnce = 4;

    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1); // writes that pass the proxy wake it at once; this is for those that do not

    private readonly RegionDatabase source;
    private readonly RegionDatabase target;
    private readonly TableSpec table;
    private readonly ReplicationLink link;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<ItemKey, Debt> owed = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public TableReplication(RegionDatabase source, RegionDatabase target, TableSpec table, ReplicationLink link, TimeProvider clock)
    {
        (this.source, this.target, this.table, this.link, this.clock) = (source, target, table, link, clock);
        source.Stamps.Written += Owe;
        foreach (var (key, stamp) in source.Stamps.OwnWrites.Where(write => target.Stamps.Find(write.Key) is not { } there || there < write.Value)) { Owe(key, stamp); }
    }

    /// <summary>The source's own writes that the target has not confirmed: at most one an item.</summary>
    public int Pending => owed.Count;

    /// <summary>Since when the oldest of them is owed; null: none is.</summary>
    public DateTimeOffset? OldestPending => owed.Values.Select(debt => (DateTimeOffset?)debt.Since).Min();

    /// <summary>Null while it works.</summary>
    public string? Problem { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        var position = StreamPosition.TrimHorizon;
        while (true)
        {
            try
            {
                await foreach (var batch in new TableStreamReader(source.Endpoint, table.Name, clock, PauseAsync).ReadAsync(position, cancel))
                {
                    await DeliverAsync(batch, cancel);
                    position = batch.Position;
                    Problem = null;
                }
            }
            // A server that is down, restarts or refuses: what is owed stays owed, and the status says why.
            catch (Exception e) when (e is HttpRequestException or DynamoDbCallException)
            {
                Problem = $"{link.From} to {link.To}, {table.Name}: {e.Message}";
                await Task.Delay(Retry, clock, cancel);
            }
        }
    }

    private void Owe(ItemKey key, Stamp stamp)
    {
        if (key.Table != table.Name) { return; }
        owed[key] = new Debt(stamp, clock.GetUtcNow());
        wake.Writer.TryWrite(true);
    }

    // Unless it was written again meanwhile.
    private void Settle(ItemKey key, Stamp stamp)
    {
        if (owed.TryGetValue(key, out var debt) && debt.Stamp == stamp) { owed.TryRemove(KeyValuePair.Create(key, debt)); }
    }

    // With all records read, what is still owed has no record to come: an attempt was lost, or the write changed nothing.
    private Task DeliverAsync(StreamBatch batch, CancellationToken cancel)
    {
        var items = batch.Records.IsEmpty ? owed.Keys : batch.Records.Select(record => ItemKey.Of(table, StreamBatch.Keys(record))!.Value).Distinct();
        return Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (key, stop) => await DeliverAsync(key, stop));
    }

    private async Task DeliverAsync(ItemKey key, CancellationToken cancel)
    {
        await EnsureStampAsync(key, cancel);
        if (link.Holds?.Invoke(key) is true) { return; }
        await DelayAsync(key, cancel);
        await link.Gate.EnterAsync(cancel);
        try
        {
            if (link.LosesThisOne()) { link.Counters.CountLost(); }
            else if (await ReadAsync(key, cancel) is not ({ } stamp, var item)) { link.Counters.CountEcho(); }
            else
            {
                if (await ApplyAsync(key, item, stamp)) { link.Counters.CountApplied(); }
                else { link.Counters.CountSkipped(); }
                Settle(key, stamp);
            }
        }
        finally { link.Gate.Leave(); }
    }

    // Written around the proxy: by a tool, or before there were stamps.
    private async Task EnsureStampAsync(ItemKey key, CancellationToken cancel)
    {
        if (source.Stamps.Find(key) is not null) { return; }
        using var locked = await source.Stamps.LockAsync([key], cancel);
        if (source.Stamps.Find(key) is null) { source.Stamps.StampWrite(key); } // a delivery to here may just have been recorded
    }

    /// <summary>The item as it is now and the stamp of the write that made it so; no stamp where there is nothing to forward.</summary>
    private async Task<(Stamp? Stamp, JsonElement? Item)> ReadAsync(ItemKey key, CancellationToken cancel)
    {
        using var locked = await source.Stamps.LockAsync([key], cancel);
        if (!owed.ContainsKey(key)) { return (null, null); }
        if (source.Stamps.Find(key) is not { } stamp || stamp.Region != source.Region)
        {
            owed.TryRemove(key, out _); // another region wrote it since: that write is that region's to forward
            return (null, null);
        }
        var reply = await source.Endpoint.CallAsync("GetItem", new JsonObject { ["TableName"] = key.Table, ["Key"] = key.ToJson(), ["ConsistentRead"] = true }, cancel);
        return (stamp, reply.TryGetProperty("Item", out var item) ? item : null);
    }

    // No token: a write that was begun must be recorded. Not announced: one that was interrupted is still owed, and simply made again.
    private async Task<bool> ApplyAsync(ItemKey key, JsonElement? item, Stamp stamp)
    {
        using var locked = await target.Stamps.LockAsync([key], CancellationToken.None);
        if (target.Stamps.Find(key) is { } own && own >= stamp) { return false; }
        var (operation, name, value) = item is { } image ? ("PutItem", "Item", JsonObject.Create(image)) : ("DeleteItem", "Key", key.ToJson());
        await target.Endpoint.CallAsync(operation, new JsonObject { ["TableName"] = key.Table, [name] = value }, CancellationToken.None);
        target.Stamps.Record(key, stamp);
        return true;
    }

    private async Task DelayAsync(ItemKey key, CancellationToken cancel)
    {
        if (!owed.TryGetValue(key, out var debt)) { return; }
        while (debt.Since + link.Delay - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < Retry ? left : Retry, clock, cancel); // in short steps: the delay may be changed meanwhile
        }
    }

    private async Task PauseAsync(CancellationToken cancel)
    {
        using var longEnough = new CancellationTokenSource(owed.IsEmpty ? Idle : Retry, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, longEnough.Token);
        try { await wake.Reader.ReadAsync(either.Token); }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { } // time to look without having been woken
    }

    /// <param name="Since">By the one real clock: stamps are by the regions' own, which may be off.</param>
    private sealed record Debt(Stamp Stamp, DateTimeOffset Since);
}
