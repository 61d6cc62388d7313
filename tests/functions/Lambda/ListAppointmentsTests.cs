using System.Text.Json;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.Lambda;

public sealed class ListAppointmentsTests
{
    private static readonly ListCursor Cursor = new(AppointmentStatus.Requested, AppointmentBuilder.Noon, "id-12345");
    private readonly Mock<IAppointmentLists> lists = new(MockBehavior.Strict);

    [Fact]
    public async Task Page_IsInTheFormOfTheContract()
    {
        lists.Setup(port => port.PageAsync(It.IsAny<ListQuery>(), It.IsAny<CancellationToken>())).ReturnsAsync(new ListPage([An.Appointment().InSchedule("dr-1").Last()], Cursor));

        var answer = await new Region().List(lists.Object).HandleAsync(Region.Get(), Region.Context);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal($$"""{"appointments":[{"appointmentId":"id-12345","country":"PE","schedule":"dr-1","status":"requested","changedAt":"2026-11-24T12:00:00.000Z","changedIn":"us-east-1"}],"next":"{{Cursor.Text}}"}""", answer.Body);
    }

    [Fact]
    public async Task Page_HasANullNext_WhenItIsTheLast()
    {
        lists.Setup(port => port.PageAsync(It.IsAny<ListQuery>(), It.IsAny<CancellationToken>())).ReturnsAsync(new ListPage([], null));

        Assert.Equal("""{"appointments":[],"next":null}""", (await new Region().List(lists.Object).HandleAsync(Region.Get(), Region.Context)).Body);
    }

    [Fact]
    public async Task Query_IsWhatItsParametersSay()
    {
        Assert.Equal(("PE,CL", null, 100, null), await AskedAsync());
        Assert.Equal(("PE", AppointmentStatus.Requested, 7, Cursor), await AskedAsync(("country", "peru"), ("status", "requested"), ("limit", "7"), ("cursor", Cursor.Text)));
        Assert.Equal(("CL", AppointmentStatus.NoShow, 1, null), await AskedAsync(("country", "CL"), ("status", "no-show"), ("limit", "1")));
        Assert.Equal(("PE,CL", null, 100, Cursor), await AskedAsync(("limit", "100"), ("cursor", Cursor.Text)));
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "101")]
    [InlineData("limit", "abc")]
    [InlineData("limit", "")]
    [InlineData("limit", "-1")]
    [InlineData("limit", " 7")]
    [InlineData("limit", "99999999999")]
    [InlineData("country", "Bolivia")]
    [InlineData("country", "")]
    [InlineData("status", "open")]
    [InlineData("status", "")]
    [InlineData("cursor", "")]
    [InlineData("cursor", "cmVxdWVzdGVk")]
    [InlineData("doctor", "7")]
    [InlineData("Country", "PE")]
    public async Task Query_IsRefusedWithItsField_WhenAParameterHasNoMeaning(string name, string value)
    {
        var answer = await new Region().List(lists.Object).HandleAsync(Region.Get((name, value)), Region.Context);

        Assert.Equal((400, name), (answer.StatusCode, Field(answer.Body)));
    }

    [Fact]
    public async Task Query_IsRefused_WhenAParameterComesTwiceOrTheCursorIsOfAnotherList()
    {
        var function = new Region().List(lists.Object);

        var twice = await function.HandleAsync(Region.Get(("country", "PE"), ("country", "CL")), Region.Context);
        var other = await function.HandleAsync(Region.Get(("status", "confirmed"), ("cursor", Cursor.Text)), Region.Context);

        Assert.Equal((400, "country"), (twice.StatusCode, Field(twice.Body)));
        Assert.Equal((400, "cursor"), (other.StatusCode, Field(other.Body)));
    }

    [Fact]
    public async Task One_IsGivenWithItsLedgerAndWhatWasSetAside()
    {
        var region = new Region();
        var (here, there) = (An.Appointment().Confirmed().Rows(), An.Appointment().In("sa-east-1").Cancelled().Last());
        foreach (var row in here.Add(there))
            region.Table.Deliver(new Appointments.Tests.TestKit.Version(row, 1, row.ChangedIn));
        await region.Quarantine.SetAsideAsync(new SetAside("id-12345", "sa-east-1", "e", "Why.", AppointmentBuilder.Noon, "{}"), default);

        var answer = await region.List(lists.Object).HandleAsync(Region.GetOne("id-12345"), Region.Context);

        Assert.Equal(200, answer.StatusCode);
        var json = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal(["appointmentId", "country", "schedule", "status", "changedAt", "changedIn", "ledger", "quarantined"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("cancelled", json.GetProperty("status").GetString());
        Assert.Equal([("requested", false), ("confirmed", true), ("cancelled", false)],
            json.GetProperty("ledger").EnumerateArray().Select(row => (row.GetProperty("status").GetString()!, row.GetProperty("overruled").GetBoolean())));
        Assert.Equal("""[{"reason":"Why.","at":"2026-11-24T12:00:00.000Z","region":"sa-east-1"}]""", json.GetProperty("quarantined").GetRawText());
    }

    [Fact]
    public async Task One_IsNotFoundWithWhatWasSetAside_WhenOnlyQuarantineKnowsIt()
    {
        var region = new Region();
        await region.Quarantine.SetAsideAsync(new SetAside("id-1:2", "sa-east-1", "e", "Why.", AppointmentBuilder.Noon, "{}"), default);

        var answer = await region.List(lists.Object).HandleAsync(Region.GetOne("id-1%3A2"), Region.Context);

        Assert.Equal(404, answer.StatusCode);
        var json = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal(["message", "errors", "quarantined"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, json.GetProperty("quarantined").GetArrayLength());
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("a%2Fb")]
    public async Task One_IsRefused_WhenTheIdIsNone(string id)
    {
        var answer = await new Region().List(lists.Object).HandleAsync(Region.GetOne(id), Region.Context);

        Assert.Equal((400, "appointmentId"), (answer.StatusCode, Field(answer.Body)));
    }

    [Fact]
    public async Task One_TakesNoParameters()
    {
        var request = Region.GetOne("id-12345");
        request.QueryStringParameters = new Dictionary<string, string> { ["country"] = "PE" };

        var answer = await new Region().List(lists.Object).HandleAsync(request, Region.Context);

        Assert.Equal((400, "country"), (answer.StatusCode, Field(answer.Body)));
    }

    private static string? Field(string body) => Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString();

    private async Task<(string, AppointmentStatus?, int, ListCursor?)> AskedAsync(params (string, string)[] parameters)
    {
        ListQuery? asked = null;
        lists.Setup(port => port.PageAsync(It.IsAny<ListQuery>(), It.IsAny<CancellationToken>())).Callback((ListQuery query, CancellationToken _) => asked = query).ReturnsAsync(new ListPage([], null));
        await new Region().List(lists.Object).HandleAsync(Region.Get(parameters), Region.Context);
        return (string.Join(",", asked!.Countries.Select(country => country.Code)), asked.Status, asked.Limit, asked.After);
    }
}
