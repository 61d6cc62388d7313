using System.Collections.Immutable;
using Amazon.DynamoDBv2.Model;
using Appointments.Backups;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;

namespace Appointments.Aws;

/// <summary>The ledgers by DynamoDB's data plane, on AWS or on a local run.</summary>
/// <param name="table">Another table than the deployment's own, such as one that a backup was restored to; null: its own.</param>
/// <param name="patience">How long one call to one region may take.</param>
public sealed class DataPlaneLedgers(DeployedStack stack, string? table, TimeSpan patience, TimeProvider clock) : IKeptLedgers, IDisposable
{
    private readonly RegionClients clients = new(stack, patience);
    private readonly Asking asking = new(patience, clock);
    private readonly string table = table ?? stack.Tables.Appointments;

    public ImmutableArray<string> Regions => [.. stack.Regions.Select(region => region.Name)];

    public async Task<ImmutableArray<LedgerRow>> AllAsync(string region, string idPrefix, CancellationToken cancel)
    {
        var rows = ImmutableArray.CreateBuilder<LedgerRow>();
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var start = from;
            var page = await AskAsync(region, within => clients.Tables(region).ScanAsync(Scan(idPrefix, start), within), cancel);
            rows.AddRange((page.Items ?? []).Select(RowItem.Read).Where(row => !AppointmentsTable.IsProbe(row.AppointmentId)));
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
        return rows.DrainToImmutable();
    }

    public Task<ImmutableArray<LedgerRow>> ReadAsync(string region, string appointmentId, CancellationToken cancel) =>
        AskAsync(region, within => new DynamoAppointmentLedger(clients.Tables(region), table).ReadAsync(appointmentId, within), cancel);

    public Task<bool> AddAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel) => AllOrNoneAsync(region, rows.Select(row => new TransactWriteItem
    {
        Put = new Put { TableName = table, Item = RowItem.Write(row), ConditionExpression = $"attribute_not_exists({AppointmentsTable.AppointmentId})" },
    }), cancel);

    public Task<bool> RemoveAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel) => AllOrNoneAsync(region, rows.Select(row => new TransactWriteItem
    {
        Delete = new Delete { TableName = table, Key = new() { [AppointmentsTable.AppointmentId] = new(row.AppointmentId), [AppointmentsTable.Status] = new(row.Status.Wire()) } },
    }), cancel);

    public void Dispose() => clients.Dispose();

    private Task<bool> AllOrNoneAsync(string region, IEnumerable<TransactWriteItem> items, CancellationToken cancel) => AskAsync(region, async within =>
    {
        try
        {
            await clients.Tables(region).TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. items] }, within);
            return true;
        }
        catch (TransactionCanceledException) { return false; } // another write of these rows was first, or is under way: whoever asked reads again
    }, cancel);

    private ScanRequest Scan(string idPrefix, Dictionary<string, AttributeValue>? from) => new()
    {
        TableName = table,
        ConsistentRead = true,
        FilterExpression = idPrefix is "" ? null : $"begins_with({AppointmentsTable.AppointmentId}, :prefix)",
        ExpressionAttributeValues = idPrefix is "" ? null : new() { [":prefix"] = new(idPrefix) },
        ExclusiveStartKey = from,
    };

    private async Task<T> AskAsync<T>(string region, Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        var reply = await asking.AskAsync(call, cancel);
        return reply.Answered ? reply.Value : throw new OperatorException($"The table {table} of {region} does not answer ({reply.Problem}). What was done so far stays; say it again when it answers, or name another region: every step may be repeated.");
    }
}
