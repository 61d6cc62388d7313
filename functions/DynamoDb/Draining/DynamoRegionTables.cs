using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Domain.Draining;

namespace Appointments.DynamoDb.Draining;

/// <summary>Every region's replica of RegionsTable, each at its own endpoint.</summary>
/// <param name="regions">In the order of the settings, each with a client of its own.</param>
/// <param name="arbiter">The region whose table takes one drain at a time.</param>
public sealed class DynamoRegionTables(ImmutableArray<(string Region, IAmazonDynamoDB DynamoDb)> regions, string table, string arbiter) : IRegionTables
{
    public async Task<ImmutableArray<TableView>> LookAsync(CancellationToken cancel) => [.. await Task.WhenAll(regions.Select(each => LookAsync(each.Region, each.DynamoDb, cancel)))];

    public async Task<bool> ClaimAsync(DrainClaim claim, CancellationToken cancel)
    {
        try
        {
            await regions.Single(each => each.Region == arbiter).DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [new TransactWriteItem { Put = Mark(claim) }, new TransactWriteItem { Put = Act(claim) }, .. claim.Others.Select(other => new TransactWriteItem { ConditionCheck = StillAs(other) })],
            }, cancel);
            return true;
        }
        catch (TransactionCanceledException canceled) when (canceled.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    private async Task<TableView> LookAsync(string observer, IAmazonDynamoDB dynamoDb, CancellationToken cancel)
    {
        try
        {
            return new TableView(observer, [.. await Task.WhenAll(regions.Select(async each => Read(each.Region,
                (await dynamoDb.GetItemAsync(new GetItemRequest { TableName = table, Key = RegionItem.Key(each.Region), ConsistentRead = true }, cancel)).Item)))]);
        }
        catch (Exception silent) when (silent is AmazonDynamoDBException or HttpRequestException or IOException or TimeoutException
            || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new TableView(observer, null, silent.Message); // no answer is what the rule must know
        }
    }

    private Put Mark(DrainClaim claim) => new()
    {
        TableName = table,
        Item = RegionItem.Mark(claim.Region, claim.At, RegionsTable.AutoDrain, claim.Reason),
        ConditionExpression = $"attribute_not_exists({RegionsTable.DrainedAt}) AND (attribute_not_exists({RegionsTable.RestoredAt}) OR {RegionsTable.RestoredAt} < :alarm)",
        ExpressionAttributeValues = new() { [":alarm"] = new(Instant.Write(claim.AlarmRaisedAt)) },
    };

    /// <summary>The line of the audit trail, with which a drain by a person begins too.</summary>
    private Put Act(DrainClaim claim) =>
        new() { TableName = table, Item = RegionItem.Act(claim.At, RegionsTable.Drain, claim.Region, RegionsTable.AutoDrain, claim.Reason) };

    private ConditionCheck StillAs(RegionRecord other)
    {
        var check = new ConditionCheck { TableName = table, Key = RegionItem.Key(other.Region), ConditionExpression = $"attribute_not_exists({RegionsTable.DrainedAt}) AND attribute_not_exists({RegionsTable.RestoredAt})" };
        if (other.RestoredAt is { } restored)
        {
            check.ConditionExpression = $"attribute_not_exists({RegionsTable.DrainedAt}) AND {RegionsTable.RestoredAt} = :restored";
            check.ExpressionAttributeValues = new() { [":restored"] = new(Instant.Write(restored)) };
        }

        return check;
    }

    private static RegionRecord Read(string region, Dictionary<string, AttributeValue>? item)
    {
        // What a person wrote in another form counts as the tables serve it to Route 53: drained whatever the time; and restored after any alarm.
        DateTimeOffset? At(string name, DateTimeOffset unreadable) => item?.GetValueOrDefault(name)?.S is { Length: > 0 } text ? Instant.Read(text) ?? unreadable : null;
        return new RegionRecord(region, At(RegionsTable.DrainedAt, DateTimeOffset.MinValue), At(RegionsTable.RestoredAt, DateTimeOffset.MaxValue));
    }
}
