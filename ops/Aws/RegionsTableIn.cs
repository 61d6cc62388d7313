using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb.Draining;
using Appointments.Regions;

namespace Appointments.Aws;

/// <summary>RegionsTable as one region holds it.</summary>
internal sealed class RegionsTableIn(IAmazonDynamoDB dynamoDb, string table)
{
    private const string NotDrained = $"attribute_not_exists({RegionsTable.DrainedAt})";

    /// <summary>Of two transactions that meet DynamoDB refuses one and the other goes on, so the next attempt finds its end; three, as for a change of an appointment.</summary>
    private const int Attempts = 3;

    public async Task<DrainMark?> MarkOfAsync(string region, CancellationToken cancel) => RegionItems.ReadMark(await GetAsync(region, cancel));

    /// <summary>The first mark stands: who, when and why of a drain.</summary>
    /// <param name="whileInService">Regions of which none may be drained in this table; asked and written at once, so that of two drains that meet here the second is refused.</param>
    public async Task<(TableAnswerKind Kind, ImmutableArray<string> Overtakers)> MarkAsync(string region, DrainMark mark, ImmutableArray<string> whileInService, CancellationToken cancel)
    {
        var request = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new Put { TableName = table, Item = RegionItems.Write(region, mark), ConditionExpression = NotDrained } },
                .. whileInService.Select(other => new TransactWriteItem { ConditionCheck = new ConditionCheck { TableName = table, Key = RegionItem.Key(other), ConditionExpression = NotDrained } }),
            ],
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dynamoDb.TransactWriteItemsAsync(request, cancel);
                return (TableAnswerKind.Written, []);
            }
            catch (TransactionCanceledException canceled) when (canceled.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed"))
            {
                var failed = canceled.CancellationReasons.Select(reason => reason.Code is "ConditionalCheckFailed").ToArray(); // in the order of the request
                return failed[0] ? (TableAnswerKind.StoodAlready, []) : (TableAnswerKind.Overtaken, [.. whileInService.Where((_, index) => failed[index + 1])]);
            }
            catch (TransactionCanceledException canceled) when (attempt < Attempts && canceled.CancellationReasons.Any(reason => reason.Code is "TransactionConflict"))
            {
                // Another drain is being written at this moment: asked again, it is there or it is not.
            }
        }
    }

    /// <summary>The item stays, with the time: autoDrain tells by it which tables know of the restore (docs/decisions/auto-drain.md).</summary>
    /// <param name="mark">Only this one; null: whichever it is.</param>
    /// <param name="at">Of the restore: the same in every table.</param>
    public Task<(TableAnswerKind Kind, ImmutableArray<string> Overtakers)> UnmarkAsync(string region, DrainMark? mark, DateTimeOffset at, CancellationToken cancel)
    {
        var request = new UpdateItemRequest
        {
            TableName = table,
            Key = RegionItem.Key(region),
            UpdateExpression = $"SET {RegionsTable.RestoredAt} = :at REMOVE {RegionsTable.DrainedAt}, {RegionsTable.DrainedBy}, {RegionsTable.Reason}",
            ConditionExpression = $"attribute_exists({RegionsTable.DrainedAt})",
            ExpressionAttributeValues = new() { [":at"] = new(Instant.Write(at)) },
        };
        if (mark is not null)
        {
            request.ConditionExpression = $"{RegionsTable.DrainedAt} = :since AND {RegionsTable.DrainedBy} = :by";
            (request.ExpressionAttributeValues[":since"], request.ExpressionAttributeValues[":by"]) = (new(Instant.Write(mark.At)), new(mark.By));
        }
        return UnlessSoAsync(() => dynamoDb.UpdateItemAsync(request, cancel));
    }

    public Task<(TableAnswerKind Kind, ImmutableArray<string> Overtakers)> RecordAsync(RegionAct act, CancellationToken cancel) =>
        UnlessSoAsync(() => dynamoDb.PutItemAsync(Put(RegionItems.Write(act), "attribute_not_exists(#key)", new() { ["#key"] = RegionsTable.Region }), cancel));

    /// <summary>A Scan: the table has an item a region and one for every act there ever was, and only people ask for all of them.</summary>
    /// <returns>The acts, and a sentence for each item that should be one and is none.</returns>
    public async Task<(ImmutableArray<RegionAct> Acts, ImmutableArray<string> Unreadable)> ActsAsync(CancellationToken cancel)
    {
        var pages = dynamoDb.Paginators.Scan(new ScanRequest
        {
            TableName = table,
            ConsistentRead = true,
            FilterExpression = "begins_with(#key, :act)",
            ExpressionAttributeNames = new() { ["#key"] = RegionsTable.Region },
            ExpressionAttributeValues = new() { [":act"] = new(RegionsTable.ActPrefix) },
        }).Responses;
        var read = await pages.SelectMany(page => page.Items ?? []).Select(RegionItems.ReadAct).ToArrayAsync(cancel);
        return ([.. read.Select(each => each.Act).OfType<RegionAct>()], [.. read.Select(each => each.Problem).OfType<string>()]);
    }

    private async Task<Dictionary<string, AttributeValue>?> GetAsync(string key, CancellationToken cancel) =>
        (await dynamoDb.GetItemAsync(new GetItemRequest { TableName = table, Key = RegionItem.Key(key), ConsistentRead = true }, cancel)).Item;

    private PutItemRequest Put(Dictionary<string, AttributeValue> item, string condition, Dictionary<string, string>? names = null) =>
        new() { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeNames = names };

    private static async Task<(TableAnswerKind Kind, ImmutableArray<string> Overtakers)> UnlessSoAsync(Func<Task> write)
    {
        try { await write(); }
        catch (ConditionalCheckFailedException) { return (TableAnswerKind.StoodAlready, []); } // an answer: it was so
        return (TableAnswerKind.Written, []);
    }
}
