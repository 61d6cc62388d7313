using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Lambda.Observing;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Reconciling;

/// <summary>Looks at every row that was written or arrived in this region, in the order of the table's stream, and puts its appointment right.</summary>
public sealed class ReconcileReplicasFunction(ReplicaReconciler reconciler, ILogger log)
{
    /// <returns>The record that failed: Lambda takes the batch up again from it. None where all went well.</returns>
    /// <remarks>Source: AWS, "Configuring partial batch response with DynamoDB and Lambda": the lowest sequence number is the checkpoint.</remarks>
    public async Task<StreamsEventResponse> HandleAsync(DynamoDBEvent batch, ILambdaContext context)
    {
        using var deadline = context.Deadline();
        foreach (var record in batch.Records)
        {
            try
            {
                await TakeAsync(record, context, deadline.Token);
            }
            catch (Exception e)
            {
                log.ReconciliationFailed(e, context.AwsRequestId, record.Dynamodb.SequenceNumber);
                return new StreamsEventResponse { BatchItemFailures = [new() { ItemIdentifier = record.Dynamodb.SequenceNumber }] };
            }
        }

        return new StreamsEventResponse { BatchItemFailures = [] };
    }

    private async Task TakeAsync(DynamoDBEvent.DynamodbStreamRecord record, ILambdaContext context, CancellationToken cancel)
    {
        var (before, after) = (Row(record.Dynamodb.OldImage), Row(record.Dynamodb.NewImage));
        if ((after ?? before) is not { } touched || AppointmentsTable.IsProbe(touched.AppointmentId))
            return; // an operator's look at replication: there is no appointment to put right
        // Told by the row and not by the record's userIdentity: that names DynamoDB only in the region where time to live removed it; where the removal is replicated to it names nobody.
        // Source: AWS, "Working with expired items and time to live (TTL)": such deletions "are not identifiable in DynamoDB streams in the regions the deletion is replicated to".
        if (after is null && before is not null && reconciler.HasExpired(before))
            return;
        if (before is not null && after is not null && before.Registration != after.Registration && await reconciler.KeepDisplacedAsync(before, after, cancel))
            log.ConflictSeen(context.AwsRequestId, touched.AppointmentId);

        HashSet<AppointmentStatus> arrived = before is null && after is not null ? [after.Status] : [];
        if (await reconciler.ReconcileAsync(touched.AppointmentId, arrived, cancel))
            log.ConflictSeen(context.AwsRequestId, touched.AppointmentId);
    }

    private static LedgerRow? Row(Dictionary<string, DynamoDBEvent.AttributeValue>? image) =>
        image is { Count: > 0 } ? RowItem.Read(name => image.GetValueOrDefault(name) is { } value ? value.S ?? value.N : null) : null;
}
