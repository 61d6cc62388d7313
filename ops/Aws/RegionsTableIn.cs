using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Regions;

namespace Appointments.Aws;

/// <summary>RegionsTable as one region holds it.</summary>
internal sealed class RegionsTableIn(IAmazonDynamoDB dynamoDb, string table)
{
    public async Task<DrainMark?> MarkOfAsync(string region, CancellationToken cancel) => RegionItems.ReadMark(await GetAsync(region, cancel));

    /// <summary>The first mark stands: who, when and why of a drain.</summary>
    public Task<TableAnswerKind> MarkAsync(string region, DrainMark mark, CancellationToken cancel) =>
        UnlessSoAsync(() => dynamoDb.PutItemAsync(Put(RegionItems.Write(region, mark), $"attribute_not_exists({RegionsTable.DrainedAt})"), cancel));

    public Task<TableAnswerKind> UnmarkAsync(string region, CancellationToken cancel) => UnlessSoAsync(() => dynamoDb.DeleteItemAsync(new DeleteItemRequest
    {
        TableName = table,
        Key = RegionItems.Key(region),
        ConditionExpression = $"attribute_exists({RegionsTable.DrainedAt})",
    }, cancel));

    public Task<TableAnswerKind> RecordAsync(RegionAct act, CancellationToken cancel) =>
        UnlessSoAsync(() => dynamoDb.PutItemAsync(Put(RegionItems.Write(act), "attribute_not_exists(#key)", new() { ["#key"] = RegionsTable.Region }), cancel));

    /// <summary>A Scan: the table has an item a region and one for every act there ever was, and only people ask for all of them.</summary>
    public async Task<ImmutableArray<RegionAct>> ActsAsync(CancellationToken cancel)
    {
        var acts = ImmutableArray.CreateBuilder<RegionAct>();
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamoDb.ScanAsync(new ScanRequest
            {
                TableName = table,
                ConsistentRead = true,
                FilterExpression = "begins_with(#key, :act)",
                ExpressionAttributeNames = new() { ["#key"] = RegionsTable.Region },
                ExpressionAttributeValues = new() { [":act"] = new(RegionsTable.ActPrefix) },
                ExclusiveStartKey = from,
            }, cancel);
            acts.AddRange((page.Items ?? []).Select(RegionItems.ReadAct));
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
        return acts.DrainToImmutable();
    }

    /// <summary>Writes the region's probe, which replication carries to the others.</summary>
    public Task PutProbeAsync(string region, DateTimeOffset at, CancellationToken cancel) =>
        dynamoDb.PutItemAsync(new PutItemRequest { TableName = table, Item = new(RegionItems.Key(RegionsTable.ProbeKey(region))) { [RegionsTable.At] = new(Instant.Write(at)) } }, cancel);

    /// <returns>When the newest probe that is here was written; null: none is.</returns>
    public async Task<DateTimeOffset?> ProbeOfAsync(string region, CancellationToken cancel) =>
        Instant.Read((await GetAsync(RegionsTable.ProbeKey(region), cancel))?.GetValueOrDefault(RegionsTable.At)?.S);

    private async Task<Dictionary<string, AttributeValue>?> GetAsync(string key, CancellationToken cancel) =>
        (await dynamoDb.GetItemAsync(new GetItemRequest { TableName = table, Key = RegionItems.Key(key), ConsistentRead = true }, cancel)).Item;

    private PutItemRequest Put(Dictionary<string, AttributeValue> item, string condition, Dictionary<string, string>? names = null) =>
        new() { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeNames = names };

    private static async Task<TableAnswerKind> UnlessSoAsync(Func<Task> write)
    {
        try { await write(); }
        catch (ConditionalCheckFailedException) { return TableAnswerKind.StoodAlready; } // an answer: it was so
        return TableAnswerKind.Written;
    }
}
