using System.Collections.Immutable;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Quarantine;

namespace Appointments.Aws;

/// <summary>A deployment's quarantine by the data planes of its tables and queues, on AWS and on a local run.</summary>
/// <param name="region">Whose table and queues; null: the first that answers, and the queues of the region that an entry came from.</param>
/// <param name="patience">How long a call to one region may take.</param>
public sealed class DataPlaneQuarantine(DeployedStack stack, string? region, TimeSpan patience, TimeProvider clock) : IQuarantineDesk, IDisposable
{
    private readonly RegionClients clients = new(stack, patience);
    private readonly Asking asking = new(patience, clock);

    public Task<QuarantinePage> ListAsync(bool resolvedToo, int limit, string? cursor, CancellationToken cancel)
    {
        var after = cursor is null ? default : QuarantineCursor.Read(cursor) ?? throw new OperatorException($"The cursor {cursor} is none: {QuarantineCursor.Expected}.");
        return AnywhereAsync((name, within) => PageAsync(name, resolvedToo, limit, cursor is null ? null : QuarantineItems.Key(after.AppointmentId, after.Key), within), cancel);
    }

    /// <param name="from">Null: the first.</param>
    private async Task<QuarantinePage> PageAsync(string name, bool resolvedToo, int limit, Dictionary<string, AttributeValue>? from, CancellationToken within)
    {
        var (entries, unreadable) = (new List<QuarantineEntry>(), new List<string>());
        do
        {
            var page = await clients.Tables(name).ScanAsync(new ScanRequest
            {
                TableName = stack.Tables.Quarantine,
                FilterExpression = resolvedToo ? null : $"attribute_not_exists({QuarantineTable.ResolvedAt})",
                ExclusiveStartKey = from,
            }, within);
            var read = (page.Items ?? []).Select(QuarantineItems.TryRead).ToArray();
            entries.AddRange(read.Select(each => each.Entry).OfType<QuarantineEntry>());
            unreadable.AddRange(read.Select(each => each.Problem).OfType<string>());
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 } && entries.Count < limit);
        var more = entries.Count > limit || from is { Count: > 0 };
        var next = more ? entries[Math.Min(limit, entries.Count) - 1] : null;
        return new QuarantinePage([.. entries.Take(limit)], next is null ? null : QuarantineCursor.Write(next.AppointmentId, next.Key)) { Unreadable = [.. unreadable] };
    }

    public Task<ImmutableArray<QuarantineEntry>> FindAsync(string appointmentId, CancellationToken cancel) => AnywhereAsync(async (name, within) =>
    {
        var pages = clients.Tables(name).Paginators.Query(new QueryRequest
        {
            TableName = stack.Tables.Quarantine,
            ConsistentRead = true,
            KeyConditionExpression = $"{QuarantineTable.AppointmentId} = :id",
            ExpressionAttributeValues = new() { [":id"] = new(appointmentId) },
        }).Responses;
        return ImmutableArray.Create(await pages.SelectMany(page => page.Items ?? []).Select(QuarantineItems.Read).ToArrayAsync(within));
    }, cancel);

    public Task<LedgerRow?> StandingAsync(string appointmentId, CancellationToken cancel) => AnywhereAsync(async (name, within) =>
        Ledger.Fold(await new DynamoAppointmentLedger(clients.Tables(name), stack.Tables.Appointments).ReadAsync(appointmentId, within))?.Current, cancel);

    public async Task<string> PutBackAsync(QuarantineEntry entry, RegistrationRequest registration, string country, string requestId, CancellationToken cancel)
    {
        var target = stack.In(region ?? entry.Region);
        if (!target.Queues.TryGetValue(country, out var queue))
            throw new OperatorException($"{target.Name} has no queue for {country}: the countries of this deployment are {string.Join(", ", target.Queues.Keys)}.");
        MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };
        var sent = await asking.AskAsync(within => clients.Queues(target.Name).SendMessageAsync(new SendMessageRequest
        {
            QueueUrl = queue.Url.ToString(),
            MessageBody = entry.Content,
            MessageGroupId = registration.Schedule ?? registration.AppointmentId,
            MessageDeduplicationId = requestId,
            MessageAttributes = new() { [RegistrationMessage.RegionAttribute] = Text(entry.Region), [RegistrationMessage.RequestIdAttribute] = Text(requestId) },
        }, within), cancel);
        return sent.Answered ? target.Name : throw new OperatorException($"The queue of {country} in {target.Name} does not answer ({sent.Problem}). It may be on the queue; saying it again registers it once. Or in another region: --region {stack.Regions.First(other => other != target).Name}.");
    }

    public Task<bool> ResolveAsync(QuarantineEntry entry, Resolution resolution, CancellationToken cancel) => AnywhereAsync(async (name, within) =>
    {
        try
        {
            await clients.Tables(name).UpdateItemAsync(new UpdateItemRequest
            {
                TableName = stack.Tables.Quarantine,
                Key = QuarantineItems.Key(entry.AppointmentId, entry.Key),
                UpdateExpression = $"SET {QuarantineTable.ResolvedAt} = :at, {QuarantineTable.ResolvedBy} = :by, {QuarantineTable.Resolution} = :how, {QuarantineTable.ResolvedBecause} = :why, {QuarantineTable.ExpiresAt} = :expires",
                ConditionExpression = $"attribute_exists({QuarantineTable.AppointmentId}) AND attribute_not_exists({QuarantineTable.ResolvedAt})",
                ExpressionAttributeValues = new()
                {
                    [":at"] = new(Instant.Write(resolution.At)),
                    [":by"] = new(resolution.By),
                    [":how"] = new(QuarantineItems.Word(resolution.Kind)),
                    [":why"] = new(resolution.Because),
                    [":expires"] = new() { N = resolution.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                },
            }, within);
            return true;
        }
        catch (ConditionalCheckFailedException) { return false; }
    }, cancel);

    public void Dispose() => clients.Dispose();

    /// <summary>The tables are the same in every region: the first that answers will do, where none is named.</summary>
    private async Task<T> AnywhereAsync<T>(Func<string, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        List<string> silent = [];
        foreach (var name in region is null ? stack.Regions.Select(each => each.Name) : [stack.In(region).Name])
        {
            var reply = await asking.AskAsync(within => call(name, within), cancel);
            if (reply.Answered)
                return reply.Value;
            silent.Add($"{name}: {reply.Problem}");
        }
        throw new OperatorException($"No region's table answers ({string.Join("; ", silent)}). Are there credentials for this account? ./appointments region status tells more.");
    }
}
