using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Domain.Draining;

namespace Appointments.DynamoDb.Draining;

/// <summary>What this region has heard of alarms, in its own replica of RegionsTable.</summary>
/// <param name="own">The region in which this runs.</param>
public sealed class DynamoAlarmNotes(IAmazonDynamoDB dynamoDb, string table, string own) : IAlarmNotes
{
    public async Task KeepAsync(AlarmNotice notice, CancellationToken cancel)
    {
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = table,
                Item = new(RegionItem.Key(RegionsTable.AlarmKey(own, notice.Region)))
                {
                    [RegionsTable.AlarmName] = new(notice.AlarmName),
                    [RegionsTable.AlarmRaised] = new() { BOOL = notice.Raised },
                    [RegionsTable.AlarmChangedAt] = new(Instant.Write(notice.ChangedAt)),
                },
                ConditionExpression = $"attribute_not_exists({RegionsTable.AlarmChangedAt}) OR {RegionsTable.AlarmChangedAt} < :at",
                ExpressionAttributeValues = new() { [":at"] = new(Instant.Write(notice.ChangedAt)) },
            }, cancel);
        }
        catch (ConditionalCheckFailedException)
        {
            // Heard already, or something later: what is kept stands.
        }
    }

    public async Task<AlarmNotice?> LastAsync(string region, CancellationToken cancel)
    {
        var key = RegionsTable.AlarmKey(own, region);
        var answer = await dynamoDb.GetItemAsync(new GetItemRequest { TableName = table, Key = RegionItem.Key(key), ConsistentRead = true }, cancel);
        if (answer.Item is not { Count: > 0 } item)
            return null;
        AttributeValue Value(string name) => item.GetValueOrDefault(name) ?? throw new BrokenRowException(key, "alarm", name);
        return new AlarmNotice(region, Value(RegionsTable.AlarmName).S, Value(RegionsTable.AlarmRaised).BOOL ?? false,
            Instant.Read(Value(RegionsTable.AlarmChangedAt).S) ?? throw new BrokenRowException(key, "alarm", RegionsTable.AlarmChangedAt));
    }
}
