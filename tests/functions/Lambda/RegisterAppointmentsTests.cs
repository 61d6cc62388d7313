using Amazon.Lambda.SQSEvents;
using Amazon.Lambda.TestUtilities;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.Lambda;

public sealed class RegisterAppointmentsTests
{
    [Fact]
    public async Task Batch_FailsTheMessageAndTheLaterOnesOfItsGroup_WhenOneOfTenFails()
    {
        var table = new Replica(Region.Name, () => 0);
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.AddRequestedAsync(It.IsAny<LedgerRow>(), It.IsAny<CancellationToken>()))
            .Returns((LedgerRow row, CancellationToken cancel) => row.AppointmentId == "a2" ? throw new TimeoutException("The table is silent.") : table.AddRequestedAsync(row, cancel));
        var region = new Region(ledger.Object);
        var batch = Enumerable.Range(1, 5).SelectMany(number => (string[])[$"a{number}", $"b{number}"]) // the two groups take turns
            .Select(id => Region.Message($"message-{id}", id[..1], Region.Registration(id, $"dr-{id[0]}"))).ToList();

        var answer = await region.Register.HandleAsync(new SQSEvent { Records = batch }, Region.Context);

        Assert.Equal(["message-a2", "message-a3", "message-a4", "message-a5"], answer.BatchItemFailures.Select(failure => failure.ItemIdentifier).Order());
        Assert.Equal(["a1", "b1", "b2", "b3", "b4", "b5"], table.Rows.Select(row => row.AppointmentId).Order());
        ledger.Verify(port => port.AddRequestedAsync(It.Is<LedgerRow>(row => row.AppointmentId == "a3"), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Batch_FailsWhatIsNotDone_WhenTheTimeRunsOut()
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.AddRequestedAsync(It.IsAny<LedgerRow>(), It.IsAny<CancellationToken>()))
            .Returns(async (LedgerRow row, CancellationToken cancel) => { await Task.Delay(Timeout.Infinite, cancel); return null; });

        var answer = await new Region(ledger.Object).Register.HandleAsync(
            new SQSEvent { Records = [Region.Message("m1", "g", Region.Registration("a"))] }, new TestLambdaContext { AwsRequestId = "i", RemainingTime = TimeSpan.FromMilliseconds(520) });

        Assert.Equal(["m1"], answer.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    [Fact]
    public async Task Registration_KeepsWhereItCameFrom_AndIsAcknowledged()
    {
        var region = new Region();

        var answer = await region.Register.HandleAsync(new SQSEvent { Records = [Region.Message("m1", "g", Region.Registration("id-1", "dr-1"))] }, Region.Context);

        Assert.Empty(answer.BatchItemFailures);
        var row = Assert.Single(region.Table.Rows);
        Assert.Equal(("id-1", "PE", "dr-1", "request-m1", Region.Name, "2026-11-24T16:00:00.000Z"),
            (row.AppointmentId, row.Country, row.Schedule, row.RequestId, row.ChangedIn, Instant.Write(row.ChangedAt)));
    }

    [Theory]
    [InlineData("region", "us-east-1#x")]
    [InlineData("requestId", "")]
    [InlineData("requestId", "a#b")]
    [InlineData("acceptedAt", "999999999999999999")]
    [InlineData("acceptedAt", "soon")]
    public async Task Registration_TakesItsOwnForWhatTheGatewayCannotHavePut(string attribute, string value)
    {
        var region = new Region();
        var message = Region.Message("m1", "g", Region.Registration("id-1"));
        message.MessageAttributes[attribute].StringValue = value;

        var answer = await region.Register.HandleAsync(new SQSEvent { Records = [message] }, Region.Context);

        Assert.Empty(answer.BatchItemFailures);
        var row = Assert.Single(region.Table.Rows);
        Assert.Equal(attribute == "requestId" ? "m1" : "request-m1", row.RequestId);
        Assert.Equal(attribute == "acceptedAt" ? "2026-11-24T12:00:00.000Z" : "2026-11-24T16:00:00.000Z", Instant.Write(row.ChangedAt));
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{"appointmentId":"id-1","appointmentId":"id-2","country":"PE","status":"requested"}""", "is not JSON")]
    [InlineData("""{"appointmentId":"id-1","country":"PE","status":"requested","patient":"x"}""", "fields other than")]
    [InlineData("""{"appointmentId":7,"country":"PE","status":"requested"}""", "fields other than")]
    [InlineData("""{"appointmentId":"\ud800","country":"PE","status":"requested"}""", "is not JSON")]
    [InlineData("{}", "appointmentId must be")]
    public async Task Message_IsSetAsideAtOnce_WhenItCanNeverBeRegistered(string body, string reason)
    {
        var region = new Region();

        var answer = await region.Register.HandleAsync(new SQSEvent { Records = [Region.Message("m1", "g", body), Region.Message("m2", "g", Region.Registration("good"))] }, Region.Context);

        Assert.Empty(answer.BatchItemFailures);
        var entry = Assert.Single(region.Quarantine.Entries);
        Assert.Contains(reason, entry.Reason, StringComparison.Ordinal);
        Assert.Equal((Region.Name, "request-m1", body), (entry.Region, entry.EventId, entry.Content));
        Assert.Equal("good", Assert.Single(region.Table.Rows).AppointmentId); // it held nothing back
    }
}
