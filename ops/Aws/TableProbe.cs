using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.DynamoDb.Draining;

namespace Appointments.Aws;

/// <summary>The items of one global table by which operators see whether its replication works: one for each region that writes, looked for in the others.</summary>
/// <remarks>
/// Each table is replicated by itself: RegionsTable, where hardly anything happens, may be up to date while AppointmentsTable is an hour behind. So both have probes.
/// That of AppointmentsTable is where patients' rows are, and nobody sees it, because
/// its id holds <c>#</c>, which no appointment's id can (<see cref="Identifier"/>), so no client can name, write or change it;
/// it has no index keys, so it is in no list; ledgers are read by id, so it is in none;
/// ReconcileReplicas passes over it, and so do the readers of whole tables and of backups;
/// and it is a well-formed row of a status that no <c>requested</c> row goes before, which the system takes for one that has not arrived yet: functions of a release before this one
/// read it and do nothing. It has a time to live, so that it is gone a day after the last look.
/// That it arrived is no proof that everything before it did: replication keeps no order between items. Source: AWS, "How DynamoDB global tables work": eventually consistent, each item by itself.
/// </remarks>
/// <param name="table">Its physical name.</param>
/// <param name="at">The attribute with the time of the probe.</param>
internal sealed class TableProbe(string name, string table, string at, Func<string, Dictionary<string, AttributeValue>> key, Func<string, DateTimeOffset, Dictionary<string, AttributeValue>> item)
{
    private const AppointmentStatus Status = AppointmentStatus.Confirmed; // any but requested

    /// <summary>Such as <c>AppointmentsTable</c>.</summary>
    public string Name => name;

    /// <summary>The tables whose backlog tells whether a region may answer: patients' data, and who is drained. What is set aside waits for people anyway.</summary>
    public static ImmutableArray<TableProbe> Of(DeployedTables tables) =>
    [
        new(nameof(AppointmentsTable), tables.Appointments, AppointmentsTable.ChangedAt,
            region => new() { [AppointmentsTable.AppointmentId] = new(AppointmentsTable.ProbeId(region)), [AppointmentsTable.Status] = new(Status.Wire()) },
            (region, at) => RowItem.Write(Row(region, at))),
        new(nameof(RegionsTable), tables.Regions, RegionsTable.At,
            region => RegionItem.Key(RegionsTable.ProbeKey(region)),
            (region, at) => new(RegionItem.Key(RegionsTable.ProbeKey(region))) { [RegionsTable.At] = new(Instant.Write(at)) }),
    ];

    /// <summary>Writes the region's probe, which replication carries to the others.</summary>
    public Task PutAsync(IAmazonDynamoDB dynamoDb, string region, DateTimeOffset at, CancellationToken cancel) =>
        dynamoDb.PutItemAsync(new PutItemRequest { TableName = table, Item = item(region, at) }, cancel);

    /// <returns>When the newest probe of that region that is here was written; null: none is.</returns>
    public async Task<DateTimeOffset?> NewestAsync(IAmazonDynamoDB dynamoDb, string region, CancellationToken cancel) =>
        Instant.Read((await dynamoDb.GetItemAsync(new GetItemRequest { TableName = table, Key = key(region), ConsistentRead = true }, cancel)).Item?.GetValueOrDefault(at)?.S);

    private static LedgerRow Row(string region, DateTimeOffset at) =>
        new(AppointmentsTable.ProbeId(region), Status, "none", null, "probe", at, region, null, "probe") { ExpiresAt = at + Rehearsal.KeptFor };
}
