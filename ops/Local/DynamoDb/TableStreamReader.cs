using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Local.DynamoDb;

/// <summary>Reads the stream of one table: every shard in order, a shard after its parent, for ever.</summary>
/// <param name="pause">Waits after a look that found nothing; null: 200 ms (Lambda polls a shard four times a second: AWS, "Using AWS Lambda with Amazon DynamoDB", polling and batching streams).</param>
/// <remarks>Not built on a library: the SDK's streams client is not served by every registry, and the Kinesis adapter is Java.</remarks>
public sealed class TableStreamReader(DynamoDbEndpoint endpoint, string table, TimeProvider clock, Func<CancellationToken, Task>? pause = null)
{
    /// <summary>The API's own upper limit ("GetRecords").</summary>
    private const int MostRecords = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads on until cancelled. After a look that found nothing it gives an empty batch, then pauses.</summary>
    /// <exception cref="InvalidOperationException">The table has no stream.</exception>
    /// <exception cref="DynamoDbCallException">DynamoDB refused; <c>TrimmedDataAccessException</c>: the position is older than what the stream keeps (24 h).</exception>
    /// <exception cref="HttpRequestException">The server is not there.</exception>
    public async IAsyncEnumerable<StreamBatch> ReadAsync(StreamPosition from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var shards = new StreamShards(endpoint, await StreamArnAsync(cancel), from);
        while (true)
        {
            await shards.FindAsync(cancel);
            var found = false;
            foreach (var shard in shards.Open)
            {
                var records = await shards.NextAsync(shard, MostRecords, cancel);
                if (records.IsEmpty) { continue; }
                found = true;
                yield return new StreamBatch(shard, records, shards.Position);
            }
            if (found || shards.JustEnded) { continue; }
            yield return new StreamBatch("", [], shards.Position);
            await (pause?.Invoke(cancel) ?? Task.Delay(Interval, clock, cancel));
        }
    }

    private async Task<string> StreamArnAsync(CancellationToken cancel)
    {
        var description = (await endpoint.CallAsync("DescribeTable", new JsonObject { ["TableName"] = table }, cancel)).GetProperty("Table");
        return description.TryGetProperty("LatestStreamArn", out var arn)
            ? arn.GetString()!
            : throw new InvalidOperationException($"Table {table} in {endpoint.Region} has no stream to read: its declaration lacks a stream view type.");
    }
}
