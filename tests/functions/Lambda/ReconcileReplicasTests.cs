using System.Collections.Immutable;
using System.Text.Json;
using Amazon.Lambda.DynamoDBEvents;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.Lambda;

public sealed class ReconcileReplicasTests
{
    [Fact]
    public async Task Stream_MendsWhatArrivedApart_AndCountsIt()
    {
        var region = new Region();
        var (old, next) = (An.Appointment().Last(), An.Appointment().In("sa-east-1").Confirmed().Last());
        foreach (var row in new[] { old, next })
            region.Table.Deliver(new Appointments.Tests.TestKit.Version(row, 1, row.ChangedIn));

        var answer = await region.Reconcile.HandleAsync(new DynamoDBEvent { Records = [Record("1", null, next)] }, Region.Context);
        region.Metrics.Flush();

        Assert.Empty(answer.BatchItemFailures);
        Assert.Equal([old with { NextStatus = AppointmentStatus.Confirmed, Listed = null }, next], (IEnumerable<LedgerRow>)region.Table.Rows);
        Assert.Equal(1, Assert.Single(region.Lines).GetProperty("ReplicaRepairs").GetInt32());
    }

    [Fact]
    public async Task Stream_KeepsTheOldImage_WhenARowChangedItsRegistration()
    {
        var region = new Region();
        var (lost, stands) = (An.Appointment().For("PE").In("us-east-1").Last(), An.Appointment().For("CL").In("sa-east-1").Last());
        region.Table.Deliver(new Appointments.Tests.TestKit.Version(stands, 1, "sa-east-1"));
        var batch = new DynamoDBEvent { Records = [Record("1", lost, stands)] };

        await region.Reconcile.HandleAsync(batch, Region.Context);
        await region.Reconcile.HandleAsync(batch, Region.Context); // at least once
        region.Metrics.Flush();

        var entry = Assert.Single(region.Quarantine.Entries);
        Assert.Equal(("id-12345", "us-east-1", "request-us-east-1-0:requested"), (entry.AppointmentId, entry.Region, entry.EventId));
        Assert.Contains("\"country\":\"PE\"", entry.Content, StringComparison.Ordinal);
        Assert.Equal(2, region.Lines.Length);
        AssertSaysWhose(region.Lines[0]);
        var metrics = region.Lines[1];
        Assert.Equal((1, 1), (metrics.GetProperty("Quarantined").GetInt32(), metrics.GetProperty("ReplicaConflicts").GetInt32()));
    }

    [Fact]
    public async Task Stream_CountsAConflict_WhenTheSecondOfTwoChangesArrives()
    {
        var region = new Region();
        var cancelled = An.Appointment().In("sa-east-1").Cancelled().Last();
        foreach (var row in An.Appointment().Confirmed().Rows().Add(cancelled))
            region.Table.Deliver(new Appointments.Tests.TestKit.Version(row, 1, row.ChangedIn));

        await region.Reconcile.HandleAsync(new DynamoDBEvent { Records = [Record("1", null, cancelled), Record("2", cancelled, cancelled)] }, Region.Context);
        region.Metrics.Flush();

        Assert.Equal(2, region.Lines.Length); // when it arrives, not whenever it is touched
        AssertSaysWhose(region.Lines[0]);
        Assert.Equal(1, region.Lines[1].GetProperty("ReplicaConflicts").GetInt32());
    }

    /// <summary>What the runbook's page on conflicts asks the log for.</summary>
    private static void AssertSaysWhose(JsonElement line) => Assert.Equal(("ConflictSeen", "id-12345"), (line.GetProperty("event").GetString(), line.GetProperty("appointmentId").GetString()));

    /// <summary>Also where it changes, and where its time is over.</summary>
    [Fact]
    public async Task Stream_PassesOverOperatorsProbes()
    {
        var probe = An.Appointment(AppointmentsTable.ProbeId("sa-east-1")).Last();

        var answer = await new Region(new Mock<IAppointmentLedger>(MockBehavior.Strict).Object).Reconcile.HandleAsync(
            new DynamoDBEvent { Records = [Record("1", null, probe), Record("2", probe, probe with { Registration = "another" }), Record("3", probe, null)] }, Region.Context);

        Assert.Empty(answer.BatchItemFailures); // the ledger is not asked
    }

    [Fact]
    public async Task Stream_GoesOnFromTheRecordThatFailed()
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.ReadAsync("a", It.IsAny<CancellationToken>())).ReturnsAsync(ImmutableArray<LedgerRow>.Empty);
        ledger.Setup(port => port.ReadAsync("b", It.IsAny<CancellationToken>())).ThrowsAsync(new TimeoutException());

        var answer = await new Region(ledger.Object).Reconcile.HandleAsync(
            new DynamoDBEvent { Records = [Record("1", null, An.Appointment("a").Last()), Record("2", null, An.Appointment("b").Last()), Record("3", null, An.Appointment("c").Last())] }, Region.Context);

        Assert.Equal(["2"], answer.BatchItemFailures.Select(failure => failure.ItemIdentifier));
        ledger.Verify(port => port.ReadAsync("c", It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Stream_FailsTheRecord_WhenARowIsBroken()
    {
        var record = Record("1", null, An.Appointment().Last());
        record.Dynamodb.NewImage.Remove("changed_in");

        var answer = await new Region().Reconcile.HandleAsync(new DynamoDBEvent { Records = [record] }, Region.Context);

        Assert.Equal(["1"], answer.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    private static DynamoDBEvent.DynamodbStreamRecord Record(string sequence, LedgerRow? before, LedgerRow? after) =>
        new() { Dynamodb = new() { SequenceNumber = sequence, OldImage = Image(before), NewImage = Image(after) } };

    private static Dictionary<string, DynamoDBEvent.AttributeValue>? Image(LedgerRow? row) =>
        row is null ? null : RowItem.Write(row).ToDictionary(pair => pair.Key, pair => new DynamoDBEvent.AttributeValue { S = pair.Value.S });
}
