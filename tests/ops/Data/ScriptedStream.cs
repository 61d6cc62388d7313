using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Tests.Data;

/// <summary>A stream of shards that a test writes down: what DynamoDB Local does only after hours (shards that end and have children, pages of shards, iterators that expire).</summary>
internal sealed class ScriptedStream : HttpMessageHandler
{
    private readonly List<Shard> shards = [];

    public sealed record Shard(string Id, string? Parent, int[] Records, bool Closed);

    /// <summary>How many shards DescribeStream gives at a time.</summary>
    public int PageSize { get; init; } = 100;

    public void Has(string id, string? parent, int[] records, bool closed)
    {
        shards.RemoveAll(shard => shard.Id == id);
        shards.Add(new Shard(id, parent, records, closed));
    }

    /// <summary>Every iterator that was given out until now is refused from now on.</summary>
    public void ExpireIterators() => Generation++;

    private int Generation { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.Headers.GetValues("X-Amz-Target").Single();
        var body = await request.Content!.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var (status, reply) = target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "DescribeTable" => (HttpStatusCode.OK, new JsonObject { ["Table"] = new JsonObject { ["LatestStreamArn"] = "arn" } }),
            "DescribeStream" => (HttpStatusCode.OK, Describe(body)),
            "GetShardIterator" => (HttpStatusCode.OK, new JsonObject { ["ShardIterator"] = Iterator(body) }),
            "GetRecords" => Records(body.GetProperty("ShardIterator").GetString()!.Split('|')),
            _ => throw new InvalidOperationException($"not scripted: {target}"),
        };
        return new HttpResponseMessage(status) { Content = JsonContent.Create(reply) };
    }

    private JsonObject Describe(JsonElement body)
    {
        var from = body.TryGetProperty("ExclusiveStartShardId", out var last) ? shards.FindIndex(shard => shard.Id == last.GetString()) + 1 : 0;
        var page = shards.Skip(from).Take(PageSize).ToList();
        var description = new JsonObject { ["Shards"] = new JsonArray([.. page.Select(Described)]) };
        if (from + page.Count < shards.Count) { description["LastEvaluatedShardId"] = page[^1].Id; }
        return new JsonObject { ["StreamDescription"] = description };
    }

    private static JsonObject Described(Shard shard)
    {
        var range = new JsonObject { ["StartingSequenceNumber"] = "0" };
        if (shard.Closed) { range["EndingSequenceNumber"] = "9"; }
        var described = new JsonObject { ["ShardId"] = shard.Id, ["SequenceNumberRange"] = range };
        if (shard.Parent is not null) { described["ParentShardId"] = shard.Parent; }
        return described;
    }

    private string Iterator(JsonElement body)
    {
        var shard = shards.Single(one => one.Id == body.GetProperty("ShardId").GetString());
        var from = body.GetProperty("ShardIteratorType").GetString() switch
        {
            "TRIM_HORIZON" => 0,
            "LATEST" => shard.Records.Length,
            _ => Array.IndexOf(shard.Records, int.Parse(body.GetProperty("SequenceNumber").GetString()!, CultureInfo.InvariantCulture)) + 1,
        };
        return $"{shard.Id}|{from}|{Generation}";
    }

    private (HttpStatusCode Status, JsonObject Reply) Records(string[] iterator)
    {
        if (int.Parse(iterator[2], CultureInfo.InvariantCulture) != Generation)
        {
            return (HttpStatusCode.BadRequest, new JsonObject { ["__type"] = "com.amazonaws.dynamodb.v20120810#ExpiredIteratorException", ["message"] = "expired" });
        }
        var shard = shards.Single(one => one.Id == iterator[0]);
        var from = int.Parse(iterator[1], CultureInfo.InvariantCulture);
        var records = shard.Records.Skip(from).Select(number => new JsonObject { ["dynamodb"] = new JsonObject { ["SequenceNumber"] = $"{number}" } });
        var reply = new JsonObject { ["Records"] = new JsonArray([.. records]) };
        if (!shard.Closed) { reply["NextShardIterator"] = $"{shard.Id}|{shard.Records.Length}|{Generation}"; }
        return (HttpStatusCode.OK, reply);
    }
}
