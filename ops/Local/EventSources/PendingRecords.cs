using System.Collections.Immutable;
using Appointments.Local.DynamoDb;

namespace Appointments.Local.EventSources;

/// <summary>Records of one shard that wait for their batch to fill or for their window to end.</summary>
internal sealed class PendingRecords(int batchSize, TimeSpan window, TimeProvider clock)
{
    private readonly Queue<StreamRecord> records = new();
    private long since;

    public string ShardId { get; private set; } = "";

    public bool IsEmpty => records.Count == 0;

    /// <summary>Whether a batch is to go.</summary>
    public bool IsDue => records.Count >= batchSize || (records.Count > 0 && clock.GetElapsedTime(since) >= window);

    /// <param name="look">Of the same shard, where records wait.</param>
    public void Add(StreamBatch look)
    {
        if (look.Records.IsEmpty) { return; }
        if (records.Count == 0) { since = clock.GetTimestamp(); }
        ShardId = look.ShardId;
        foreach (var record in look.Records) { records.Enqueue(StreamRecord.Of(record)); }
    }

    /// <summary>At most a batch, in order.</summary>
    public ImmutableArray<StreamRecord> Take() => [.. Enumerable.Range(0, Math.Min(batchSize, records.Count)).Select(_ => records.Dequeue())];
}
