using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Local.DynamoDb;

/// <summary>The shards of one stream while it is read: which are open, where each stands. A shard is opened once its parent has ended (or is gone), so an item's records come in order.</summary>
internal sealed class StreamShards(DynamoDbEndpoint endpoint, string streamArn, StreamPosition from)
{
    private readonly Dictionary<string, string> iterators = [];
    private readonly HashSet<string> ended = [];
    private bool looked;

    public StreamPosition Position { get; private set; } = from;

    public ImmutableArray<string> Open => [.. iterators.Keys];

    /// <summary>Whether a shard ended at the last look: its child may hold more.</summary>
    public bool JustEnded { get; private set; }

    /// <summary>Opens what can be opened. New shards come only where one ends, so otherwise it asks for nothing.</summary>
    public async Task FindAsync(CancellationToken cancel)
    {
        if (iterators.Count > 0 && !JustEnded) { return; }
        var listed = await ListAsync(cancel);
        var ids = listed.Select(shard => shard.Id).ToHashSet();
        Position = Position.Only(ids);
        // At the first look "latest" means: what is there already is not read at all.
        ended.UnionWith(listed.Where(shard => shard.Closed && FirstLookAtLatest(shard.Id)).Select(shard => shard.Id));
        foreach (var shard in listed.Where(shard => !ended.Contains(shard.Id) && !iterators.ContainsKey(shard.Id)))
        {
            if (shard.Parent is null || !ids.Contains(shard.Parent) || ended.Contains(shard.Parent)) { iterators[shard.Id] = await IteratorAsync(shard.Id, cancel); }
        }
        looked = true;
        JustEnded = false;
    }

    /// <summary>The next records of an open shard; none where there are none now or it has ended.</summary>
    public async Task<ImmutableArray<JsonElement>> NextAsync(string shard, int limit, CancellationToken cancel)
    {
        var reply = await GetRecordsAsync(shard, limit, cancel);
        if (reply.TryGetProperty("NextShardIterator", out var next) && next.GetString() is { } iterator) { iterators[shard] = iterator; }
        else
        {
            iterators.Remove(shard);
            ended.Add(shard);
            JustEnded = true;
        }
        ImmutableArray<JsonElement> records = [.. reply.GetProperty("Records").EnumerateArray()];
        if (!records.IsEmpty) { Position = Position.After(shard, StreamBatch.SequenceNumber(records[^1])); }
        return records;
    }

    // DynamoDB Local 1.25.1 (measured): an iterator that was taken while a shard was empty fails on the shard's first record if another table was
    // written meanwhile (all tables share one count of sequence numbers). Nothing was trimmed: nothing was there.
    private bool IsFirstRecord(DynamoDbCallException e, string shard) => e.Error == "TrimmedDataAccessException" && !Position.LastRead.ContainsKey(shard);

    private bool FirstLookAtLatest(string shard) => Position.FromLatest && !looked && !Position.LastRead.ContainsKey(shard);

    // An iterator lives 15 minutes (AWS, "GetShardIterator"), and a reader may be held back for longer: a cut replica's is.
    private async Task<JsonElement> GetRecordsAsync(string shard, int limit, CancellationToken cancel)
    {
        try { return await CallAsync(iterators[shard]); }
        catch (DynamoDbCallException e) when (e.Error == "ExpiredIteratorException" || IsFirstRecord(e, shard)) { return await CallAsync(await IteratorAsync(shard, cancel)); }

        Task<JsonElement> CallAsync(string iterator) =>
            endpoint.CallStreamsAsync("GetRecords", new JsonObject { ["ShardIterator"] = iterator, ["Limit"] = limit }, cancel);
    }

    private async Task<string> IteratorAsync(string shard, CancellationToken cancel)
    {
        var request = new JsonObject { ["StreamArn"] = streamArn, ["ShardId"] = shard };
        if (Position.LastRead.TryGetValue(shard, out var last))
        {
            request["ShardIteratorType"] = "AFTER_SEQUENCE_NUMBER";
            request["SequenceNumber"] = last;
        }
        else
        {
            request["ShardIteratorType"] = FirstLookAtLatest(shard) ? "LATEST" : "TRIM_HORIZON";
        }
        return (await endpoint.CallStreamsAsync("GetShardIterator", request, cancel)).GetProperty("ShardIterator").GetString()!;
    }

    private async Task<List<(string Id, string? Parent, bool Closed)>> ListAsync(CancellationToken cancel)
    {
        var shards = new List<(string, string?, bool)>();
        string? last = null;
        do
        {
            var request = new JsonObject { ["StreamArn"] = streamArn };
            if (last is not null) { request["ExclusiveStartShardId"] = last; }
            var page = (await endpoint.CallStreamsAsync("DescribeStream", request, cancel)).GetProperty("StreamDescription");
            shards.AddRange(page.GetProperty("Shards").EnumerateArray().Select(Shard));
            last = page.TryGetProperty("LastEvaluatedShardId", out var more) ? more.GetString() : null;
        }
        while (last is not null);
        return shards;
    }

    private static (string Id, string? Parent, bool Closed) Shard(JsonElement shard) =>
    (
        shard.GetProperty("ShardId").GetString()!,
        shard.TryGetProperty("ParentShardId", out var parent) ? parent.GetString() : null,
        shard.GetProperty("SequenceNumberRange").TryGetProperty("EndingSequenceNumber", out var end) && end.ValueKind == JsonValueKind.String);
}
