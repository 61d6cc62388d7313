using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.DynamoDb;

/// <summary>The ledgers in one region's AppointmentsTable.</summary>
public sealed class DynamoAppointmentLedger(IAmazonDynamoDB dynamoDb, string table) : IAppointmentLedger
{
    // How TransactWriteItems names why each of its items did not go through. Source: AWS, "TransactionCanceledException", cancellation reason codes.
    private const string ConditionFailed = "ConditionalCheckFailed";
    private const string Conflict = "TransactionConflict";

    public async Task<LedgerRow?> AddRequestedAsync(LedgerRow requested, CancellationToken cancel)
    {
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = table,
                Item = RowItem.Write(requested),
                ConditionExpression = $"attribute_not_exists({AppointmentsTable.AppointmentId})",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD, // tells a duplicate from another registration without a read
            }, cancel);
            return null;
        }
        catch (ConditionalCheckFailedException standing)
        {
            return RowItem.Read(standing.Item);
        }
    }

    public async Task<ImmutableArray<LedgerRow>> ReadAsync(string appointmentId, CancellationToken cancel)
    {
        // At most eight rows, one a status: a page holds thousands, so there is no second one.
        var found = await dynamoDb.QueryAsync(new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = $"{AppointmentsTable.AppointmentId} = :id",
            ExpressionAttributeValues = new() { [":id"] = new(appointmentId) },
        }, cancel);
        return [.. (found.Items ?? []).Select(RowItem.Read)];
    }

    public async Task<AppendOutcome> AppendAsync(LedgerRow current, LedgerRow next, CancellationToken cancel)
    {
        try
        {
            await dynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [Supersede(current, next), Add(next)] }, cancel);
            return AppendOutcome.Appended;
        }
        catch (TransactionCanceledException cancelled) when (cancelled.CancellationReasons.Any(reason => reason.Code == ConditionFailed))
        {
            return AppendOutcome.LostRace;
        }
        catch (TransactionCanceledException cancelled) when (cancelled.CancellationReasons.Any(reason => reason.Code == Conflict))
        {
            return AppendOutcome.Collided;
        }
    }

    public async Task<bool> RepairAsync(Repair repair, CancellationToken cancel)
    {
        try
        {
            await dynamoDb.UpdateItemAsync(RepairRequest(repair), cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private TransactWriteItem Supersede(LedgerRow current, LedgerRow next)
    {
        var asRead = AsRead.Of(current);
        return new()
        {
            Update = new Update
            {
                TableName = table,
                Key = RowItem.Key(current),
                UpdateExpression = $"SET {AppointmentsTable.NextStatus} = :next REMOVE {AppointmentsTable.ListedCountry}, {AppointmentsTable.ListedStatus}",
                ConditionExpression = asRead.Condition,
                ExpressionAttributeValues = new(asRead.Values) { [":next"] = new(next.Status.Wire()) },
            },
        };
    }

    private TransactWriteItem Add(LedgerRow next) => new()
    {
        Put = new Put
        {
            TableName = table,
            Item = RowItem.Write(next),
            ConditionExpression = $"attribute_not_exists({AppointmentsTable.AppointmentId}) OR {AppointmentsTable.Registration} <> :registration",
            ExpressionAttributeValues = new() { [":registration"] = new(next.Registration) },
        },
    };

    private UpdateItemRequest RepairRequest(Repair repair)
    {
        var asRead = AsRead.Of(repair.Row);
        var values = new Dictionary<string, AttributeValue>(asRead.Values);
        List<string> set = [];
        if (repair.NextStatus is { } next)
        {
            set.Add($"{AppointmentsTable.NextStatus} = :next");
            values[":next"] = new(next.Wire());
        }

        if (repair.Listed is { } place)
        {
            set.Add($"{AppointmentsTable.ListedCountry} = :partition, {AppointmentsTable.ListedStatus} = :position");
            values[":partition"] = new(place.Partition);
            values[":position"] = new(place.Position);
        }

        var remove = repair.Listed is null ? $" REMOVE {AppointmentsTable.ListedCountry}, {AppointmentsTable.ListedStatus}" : "";
        return new UpdateItemRequest
        {
            TableName = table,
            Key = RowItem.Key(repair.Row),
            UpdateExpression = (set is [] ? "" : "SET " + string.Join(", ", set)) + remove,
            ConditionExpression = asRead.Condition,
            ExpressionAttributeValues = values,
        };
    }
}
