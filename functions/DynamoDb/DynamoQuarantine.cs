using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.DynamoDb;

/// <summary>What was set aside, in one region's QuarantineTable.</summary>
public sealed class DynamoQuarantine(IAmazonDynamoDB dynamoDb, string table) : IQuarantine
{
    /// <summary>In characters, of up to 3 bytes: an item takes 400 KB and a message may have 1 MB. What is longer could never be set aside, and would be tried for ever.</summary>
    public const int MostContent = 100_000;

    public async Task<bool> SetAsideAsync(SetAside entry, CancellationToken cancel)
    {
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = table,
                Item = Item(entry),
                ConditionExpression = $"attribute_not_exists({QuarantineTable.AppointmentId})",
            }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public async Task<ImmutableArray<SetAside>> FindAsync(string appointmentId, CancellationToken cancel)
    {
        var entries = ImmutableArray.CreateBuilder<SetAside>();
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamoDb.QueryAsync(new QueryRequest
            {
                TableName = table,
                ConsistentRead = true,
                KeyConditionExpression = $"{QuarantineTable.AppointmentId} = :id",
                ExpressionAttributeValues = new() { [":id"] = new(appointmentId) },
                ExclusiveStartKey = from,
            }, cancel);
            entries.AddRange((page.Items ?? []).Select(Read));
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });

        return entries.DrainToImmutable();
    }

    private static Dictionary<string, AttributeValue> Item(SetAside entry)
    {
        var content = entry.Content.Length <= MostContent ? entry.Content : entry.Content[..MostContent];
        Dictionary<string, AttributeValue> item = new()
        {
            [QuarantineTable.AppointmentId] = new(entry.AppointmentId ?? QuarantineTable.UnparseableId),
            [QuarantineTable.Entry] = new($"{entry.Region}#{entry.EventId}"),
            [QuarantineTable.Reason] = new(content.Length == entry.Content.Length ? entry.Reason : $"{entry.Reason} (Only the first {MostContent} of {entry.Content.Length} characters are kept.)"),
            [QuarantineTable.At] = new(Instant.Write(entry.At)),
            [QuarantineTable.Region] = new(entry.Region),
        };
        if (content.Length > 0)
            item[QuarantineTable.Content] = new(content);
        if (entry.ExpiresAt is { } expiry)
            item[QuarantineTable.ExpiresAt] = RowItem.Number(expiry);
        return item;
    }

    private static SetAside Read(Dictionary<string, AttributeValue> item)
    {
        string Text(string name) => item.GetValueOrDefault(name)?.S
            ?? throw new BrokenRowException(item[QuarantineTable.AppointmentId].S, item[QuarantineTable.Entry].S, name);

        var entry = Text(QuarantineTable.Entry);
        return new SetAside(
            Text(QuarantineTable.AppointmentId), Text(QuarantineTable.Region), entry[(entry.IndexOf('#', StringComparison.Ordinal) + 1)..], Text(QuarantineTable.Reason),
            Instant.Read(Text(QuarantineTable.At)) ?? throw new BrokenRowException(item[QuarantineTable.AppointmentId].S, entry, QuarantineTable.At),
            item.GetValueOrDefault(QuarantineTable.Content)?.S ?? "")
            { ExpiresAt = item.GetValueOrDefault(QuarantineTable.ExpiresAt)?.N is { } seconds ? RowItem.Expiry(seconds) ?? throw new BrokenRowException(item[QuarantineTable.AppointmentId].S, entry, QuarantineTable.ExpiresAt) : null };
    }
}
