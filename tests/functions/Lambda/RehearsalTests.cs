using System.Collections.Immutable;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SQSEvents;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.Lambda;

/// <summary>What drills register is kept apart from patients' appointments by its ids and its API key, and is gone after a day.</summary>
public sealed class RehearsalTests
{
    private const string AClinicsKey = "key-of-clinics";
    private static readonly DateTimeOffset Tomorrow = AppointmentBuilder.Noon.AddHours(24);

    [Theory]
    [InlineData("drill-1", Region.DrillKeyId, true)]
    [InlineData("drill-1", AClinicsKey, false)]
    [InlineData("drill-1", null, false)]
    [InlineData("drill1", AClinicsKey, true)]
    [InlineData("drill1", Region.DrillKeyId, false)]
    [InlineData("Drill-1", AClinicsKey, true)]
    [InlineData("a-drill-1", Region.DrillKeyId, false)]
    public async Task ARegistration_IsTaken_OrQuarantinedWithItsReason_ByItsIdAndItsKey(string id, string? key, bool taken)
    {
        var region = new Region();

        var answer = await region.Register.HandleAsync(new SQSEvent { Records = [Message(id, key)] }, Region.Context);

        Assert.Empty(answer.BatchItemFailures); // answered either way: it would never become right
        DateTimeOffset? gone = key == Region.DrillKeyId ? Tomorrow : null;
        if (taken)
        {
            Assert.Equal((id, gone), (Assert.Single(region.Table.Rows).AppointmentId, region.Table.Rows[0].ExpiresAt));
            Assert.Empty(region.Quarantine.Entries);
            return;
        }

        Assert.Empty(region.Table.Rows);
        var entry = Assert.Single(region.Quarantine.Entries);
        Assert.Equal((id, gone), (entry.AppointmentId, entry.ExpiresAt)); // a clinic's mistake stays until a person has seen it
        Assert.Contains("drill-", entry.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drill-1", Region.DrillKeyId, 200)]
    [InlineData("drill-1", AClinicsKey, 403)]
    [InlineData("drill-1", null, 403)]
    [InlineData("id-12345", Region.DrillKeyId, 403)]
    [InlineData("id-12345", AClinicsKey, 200)]
    public async Task AChange_IsAllowed_ByItsIdAndItsKey(string id, string? key, int status)
    {
        var region = new Region();
        await region.Table.AddRequestedAsync(An.Appointment(id).Last() with { ExpiresAt = Tomorrow }, default);
        var request = Region.Post($$"""{"appointmentId":"{{id}}","status":"confirmed"}""");
        request.RequestContext.Identity = new() { ApiKeyId = key };

        var answer = await region.Change.HandleAsync(request, Region.Context);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status is 200 ? 2 : 1, region.Table.Rows.Length);
        if (status is 403)
            Assert.Matches("""^{"message":"[^"]*drill-[^"]*","errors":\[\]}$""", answer.Body);
        else
            Assert.Equal(Tomorrow, region.Table.Rows.Single(row => row.Status == AppointmentStatus.Confirmed).ExpiresAt); // a change goes when its registration does
    }

    [Fact]
    public async Task NobodyRehearses_WhereThereIsNoDrillKey()
    {
        var region = new Region();
        var inbox = new Appointments.Lambda.Registering.RegistrationInbox(new Registrar(region.Ledger, region.Quarantine, region.Metrics, region.Clock,
            new RegistrationRules([new("PE", "peru", "Perú")], new ListPlaces(1), Region.Name)), Region.Name, drillKeyId: null);

        foreach (var key in new[] { null, "", AClinicsKey })
            Assert.Equal(RegistrationAnswer.SetAside, (await inbox.TakeAsync(Message("drill-1", key), default)).Answer);
        Assert.Equal(RegistrationAnswer.Registered, (await inbox.TakeAsync(Message("id-12345", null), default)).Answer);
        var change = new Appointments.Lambda.Http.ChangeStatusFunction(new StatusChanger(region.Ledger, region.Metrics, region.Clock, new ListPlaces(1), Region.Name), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, drillKeyId: null);
        Assert.Equal(403, (await change.HandleAsync(Region.Post("""{"appointmentId":"drill-1","status":"confirmed"}"""), Region.Context)).StatusCode); // no key's id is none, and yet not the same
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, false)]
    public async Task ARowThatTimeToLiveRemoved_IsLeftAlone_AndAnyOtherRemovalIsLookedAt(int? expiresIn, bool leftAlone)
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.ReadAsync("drill-1", It.IsAny<CancellationToken>())).ReturnsAsync(ImmutableArray<LedgerRow>.Empty);
        var row = An.Appointment("drill-1").Last() with { ExpiresAt = expiresIn is { } seconds ? AppointmentBuilder.Noon.AddSeconds(seconds) : null };
        var image = RowItem.Write(row).ToDictionary(pair => pair.Key, pair => new DynamoDBEvent.AttributeValue { S = pair.Value.S, N = pair.Value.N });

        var answer = await new Region(ledger.Object).Reconcile.HandleAsync(new DynamoDBEvent { Records = [new() { EventName = "REMOVE", Dynamodb = new() { SequenceNumber = "1", OldImage = image } }] }, Region.Context);

        Assert.Empty(answer.BatchItemFailures);
        ledger.Verify(port => port.ReadAsync("drill-1", It.IsAny<CancellationToken>()), leftAlone ? Times.Never : Times.Once);
    }

    [Fact]
    public async Task WhatTimeToLiveHasLeftOf_AnAppointment_IsNotRepaired()
    {
        var whole = An.Appointment("drill-1").Confirmed().Then(AppointmentStatus.CheckedIn).Rows().Select(row => row with { ExpiresAt = AppointmentBuilder.Noon.AddHours(1) }).ToImmutableArray();
        foreach (var gone in whole)
        {
            var region = new Region();
            foreach (var row in whole.Remove(gone))
                region.Table.Deliver(new Appointments.Tests.TestKit.Version(row, 1, row.ChangedIn));
            var image = RowItem.Write(gone).ToDictionary(pair => pair.Key, pair => new DynamoDBEvent.AttributeValue { S = pair.Value.S, N = pair.Value.N });

            // Its clock is behind the one that removed the row, so it looks.
            await region.Reconcile.HandleAsync(new DynamoDBEvent { Records = [new() { Dynamodb = new() { SequenceNumber = "1", OldImage = image } }] }, Region.Context);

            Assert.Equal(0, region.Table.Repairs);
            Assert.Empty(region.Quarantine.Entries);
        }
    }

    [Fact]
    public async Task WhatARehearsalDisplaces_IsQuarantinedForADayToo()
    {
        var region = new Region();
        var (lost, stands) = (An.Appointment("drill-1").For("PE").Last() with { ExpiresAt = Tomorrow }, An.Appointment("drill-1").For("CL").In("sa-east-1").Last());
        region.Table.Deliver(new Appointments.Tests.TestKit.Version(stands, 1, "sa-east-1"));
        Dictionary<string, DynamoDBEvent.AttributeValue> Image(LedgerRow row) => RowItem.Write(row).ToDictionary(pair => pair.Key, pair => new DynamoDBEvent.AttributeValue { S = pair.Value.S, N = pair.Value.N });

        await region.Reconcile.HandleAsync(new DynamoDBEvent { Records = [new() { Dynamodb = new() { SequenceNumber = "1", OldImage = Image(lost), NewImage = Image(stands) } }] }, Region.Context);

        Assert.Equal(Tomorrow, Assert.Single(region.Quarantine.Entries).ExpiresAt);
    }

    private static SQSEvent.SQSMessage Message(string id, string? key)
    {
        var message = Region.Message("m1", "g", Region.Registration(id));
        if (key is not null)
            message.MessageAttributes["apiKeyId"] = new() { StringValue = key, DataType = "String" };
        return message;
    }
}
