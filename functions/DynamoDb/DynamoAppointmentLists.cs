using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.DynamoDb;

/// <summary>
/// The lists in one region's index: one query per country and shard, merged in the order of their sort keys. Never a scan.
/// A place in that order says where to go on in every partition, so it is the whole cursor.
/// </summary>
public sealed class DynamoAppointmentLists(IAmazonDynamoDB dynamoDb, string table, ListPlaces places) : IAppointmentLists
{
    public async Task<ListPage> PageAsync(ListQuery query, CancellationToken cancel)
    {
        // One more than the page holds, of each partition: whatever the merge takes, it can tell whether something follows.
        var partitions = query.Countries.SelectMany(country => places.Of(country)).Select(partition => RowsAsync(partition, query, query.Limit + 1, cancel));
        var merged = (await Task.WhenAll(partitions)).SelectMany(rows => rows)
            .OrderBy(row => row.Listed!.Position, StringComparer.Ordinal).Take(query.Limit + 1).ToList();
        return merged.Count <= query.Limit
            ? new ListPage([.. merged], Next: null)
            : new ListPage([.. merged.Take(query.Limit)], ListCursor.AtPosition(merged[query.Limit - 1].Listed!.Position));
    }

    private async Task<List<LedgerRow>> RowsAsync(string partition, ListQuery query, int atMost, CancellationToken cancel)
    {
        List<LedgerRow> rows = [];
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var (low, high) = Range(query);
            var page = await dynamoDb.QueryAsync(new QueryRequest
            {
                TableName = table,
                IndexName = AppointmentsTable.Index,
                KeyConditionExpression = $"{AppointmentsTable.ListedCountry} = :partition AND {AppointmentsTable.ListedStatus} BETWEEN :low AND :high",
                ExpressionAttributeValues = new() { [":partition"] = new(partition), [":low"] = new(low), [":high"] = new(high) },
                Limit = atMost - rows.Count,
                ExclusiveStartKey = from,
            }, cancel);
            rows.AddRange((page.Items ?? []).Select(RowItem.Read));
            from = page.LastEvaluatedKey;
        }
        while (rows.Count < atMost && from is { Count: > 0 });

        return rows;
    }

    // BETWEEN takes both its ends in. A blank sorts before every character of a key and a tilde after, and no key holds either.
    private static (string Low, string High) Range(ListQuery query) =>
    (
        query.After is { } cursor ? cursor.Position + " " : query.Status is { } from ? from.Wire() + "#" : " ",
        query.Status is { } to ? to.Wire() + "#~" : "~"
    );
}
