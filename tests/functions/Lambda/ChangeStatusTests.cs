using System.Text.Json;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.Lambda;

public sealed class ChangeStatusTests
{
    private const string Confirm = """{"appointmentId":"id-12345","status":"confirmed"}""";

    [Fact]
    public async Task Change_IsAnsweredWithTheAppointment_AndAgainTheSame()
    {
        var region = new Region();
        await region.Table.AddRequestedAsync(An.Appointment().Last(), default);

        var first = await region.Change.HandleAsync(Region.Post(Confirm), Region.Context);
        region.Clock.Advance(TimeSpan.FromMinutes(6));
        var second = await region.Change.HandleAsync(Region.Post(Confirm), Region.Context);

        Assert.Equal((200, 200), (first.StatusCode, second.StatusCode));
        Assert.Equal("application/json", first.Headers["Content-Type"]);
        Assert.Equal("no-store", first.Headers["Cache-Control"]);
        Assert.Equal("""
            {"appointmentId":"id-12345","country":"PE","schedule":null,"status":"confirmed","changedAt":"2026-11-24T12:00:00.000Z","changedIn":"us-east-1","ledger":[
            {"status":"requested","previousStatus":null,"changedAt":"2026-11-24T12:00:00.000Z","changedIn":"us-east-1","requestId":"request-us-east-1-0","overruled":false},
            {"status":"confirmed","previousStatus":"requested","changedAt":"2026-11-24T12:00:00.000Z","changedIn":"us-east-1","requestId":"request-1","overruled":false}]}
            """.ReplaceLineEndings(""), first.Body);
        Assert.Equal(first.Body, second.Body);
    }

    [Theory]
    [InlineData(null, "body")]
    [InlineData("", "body")]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("\"\\ud800\"", "body")]
    [InlineData("""{"appointmentId":"a","appointmentId":"b","status":"confirmed"}""", "body")]
    [InlineData("{}", "appointmentId,status")]
    [InlineData("""{"appointmentId":7,"status":null}""", "appointmentId,status")]
    [InlineData("""{"appointmentId":"..","status":"confirmed"}""", "appointmentId")]
    [InlineData("""{"appointmentId":"a b","status":"confirmed"}""", "appointmentId")]
    [InlineData("""{"appointmentId":"\ud800","status":"confirmed"}""", "body")]
    [InlineData("""{"appointmentId":"a","status":"Confirmed"}""", "status")]
    [InlineData("""{"appointmentId":"a","status":"confirmed","patient":"Rosa"}""", "body")]
    public async Task Request_IsRefusedWithItsFields_WhenItIsNotValid(string? body, string fields)
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict); // nothing of it reaches a table

        var answer = await new Region(ledger.Object).Change.HandleAsync(Region.Post(body), Region.Context);

        Assert.Equal(400, answer.StatusCode);
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(fields, string.Join(",", json.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString())));
        Assert.DoesNotContain("Rosa", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("patient", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 404)]
    [InlineData(100, 404)]
    [InlineData(0, 400)]
    [InlineData(101, 400)]
    public async Task Request_TakesIds_OfOneToAHundredCharacters(int length, int status) =>
        Assert.Equal(status, (await new Region().Change.HandleAsync(Region.Post($$"""{"appointmentId":"{{new string('a', length)}}","status":"confirmed"}"""), Region.Context)).StatusCode);

    [Theory]
    [InlineData("application/json", 404)]
    [InlineData("Application/JSON; charset=utf-8", 404)]
    [InlineData(null, 404)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("json", 415)]
    [InlineData("", 415)]
    public async Task Request_IsTaken_WhereItSaysJson(string? contentType, int status) =>
        Assert.Equal(status, (await new Region().Change.HandleAsync(Region.Post(Confirm, contentType), Region.Context)).StatusCode);

    [Fact]
    public async Task Request_IsRead_WhenTheGatewaySendsItAsBase64()
    {
        var request = Region.Post(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Confirm)));
        request.IsBase64Encoded = true;
        var damaged = Region.Post("%");
        damaged.IsBase64Encoded = true;

        Assert.Equal(404, (await new Region().Change.HandleAsync(request, Region.Context)).StatusCode);
        Assert.Equal(400, (await new Region().Change.HandleAsync(damaged, Region.Context)).StatusCode);
    }

    [Fact]
    public async Task Refusals_SayWhyAndWhatToDo()
    {
        var region = new Region();
        var unknown = await region.Change.HandleAsync(Region.Post(Confirm), Region.Context);
        await region.Table.AddRequestedAsync(An.Appointment().Last(), default);
        var forbidden = await region.Change.HandleAsync(Region.Post("""{"appointmentId":"id-12345","status":"completed"}"""), Region.Context);

        Assert.Equal((404, 409), (unknown.StatusCode, forbidden.StatusCode));
        Assert.Contains("may not have arrived yet", unknown.Body, StringComparison.Ordinal);
        Assert.Equal("""{"message":"Appointment id-12345 is requested and cannot become completed. It can become confirmed or rejected or cancelled or entered-in-error.","errors":[]}""", forbidden.Body);
    }

    [Fact]
    public async Task Change_IsTriedThreeTimes_WhenOtherWritesAreUnderWay()
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.ReadAsync("id-12345", It.IsAny<CancellationToken>())).ReturnsAsync(An.Appointment().Rows());
        ledger.Setup(port => port.AppendAsync(It.IsAny<LedgerRow>(), It.IsAny<LedgerRow>(), It.IsAny<CancellationToken>())).ReturnsAsync(AppendOutcome.Collided);

        var answer = await new Region(ledger.Object).Change.HandleAsync(Region.Post(Confirm), Region.Context);

        Assert.Equal(409, answer.StatusCode);
        ledger.Verify(port => port.AppendAsync(It.IsAny<LedgerRow>(), It.IsAny<LedgerRow>(), It.IsAny<CancellationToken>()), Times.Exactly(3));
        ledger.Verify(port => port.ReadAsync("id-12345", It.IsAny<CancellationToken>()), Times.Exactly(4)); // before each try, and to say what stands
    }

    [Fact]
    public async Task Failure_IsAnsweredWithTheRequestsId_AndNothingElseOfIt()
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.ReadAsync("id-12345", It.IsAny<CancellationToken>())).ThrowsAsync(new TimeoutException("secret detail"));

        var answer = await new Region(ledger.Object).Change.HandleAsync(Region.Post(Confirm), Region.Context);

        Assert.Equal(500, answer.StatusCode);
        Assert.Equal("""{"message":"The request could not be handled; sending the same request again is safe. If it goes on failing, report request request-1.","errors":[]}""", answer.Body);
    }
}
