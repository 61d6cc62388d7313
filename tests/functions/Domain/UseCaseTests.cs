using Appointments.Domain;
using Appointments.Tests.TestKit;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.Domain;

public sealed class UseCaseTests
{
    private const string Id = "id-12345";
    private readonly FakeTimeProvider clock = new(AppointmentBuilder.Noon);
    private readonly CountingMetrics metrics = new();
    private readonly QuarantineInMemory quarantine = new();
    private readonly Replica table = new("us-east-1", () => 0);
    private readonly ListPlaces places = new(1);

    [Fact]
    public async Task Register_ChangesNothing_WhenTheSameRegistrationComesAgainLater()
    {
        Assert.Equal(RegistrationAnswer.Registered, await RegisterAsync(Request()));
        var rows = table.Rows;
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(RegistrationAnswer.AlreadyRegistered, await RegisterAsync(Request() with { Country = "perú", Origin = Origin("another") }));

        Assert.Equal<LedgerRow>(rows, table.Rows);
        Assert.Single(rows);
        Assert.Empty(quarantine.Entries);
        Assert.Equal((1, 1), (metrics.Of(Counted.AppointmentRegistered), metrics.Of(Counted.DuplicateRegistration)));
    }

    [Theory]
    [InlineData("CL", null)]
    [InlineData("PE", "dr-1")]
    public async Task Register_SetsAside_WhenTheIdStandsWithOtherFacts(string country, string? schedule)
    {
        await RegisterAsync(Request());

        for (var again = 0; again < 2; again++)
            Assert.Equal(RegistrationAnswer.SetAside, await RegisterAsync(Request() with { Country = country, Schedule = schedule, Origin = Origin("another") }));

        var entry = Assert.Single(quarantine.Entries);
        Assert.Equal((Id, "us-east-1", "another", "{}"), (entry.AppointmentId, entry.Region, entry.EventId, entry.Content));
        Assert.Contains("already registered for PE without a schedule", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, metrics.Of(Counted.Quarantined));
        Assert.Single(table.Rows);
    }

    [Theory]
    [InlineData("..", "PE", null, "requested", "appointmentId")]
    [InlineData(Id, "Bolivia", null, "requested", "country")]
    [InlineData(Id, null, null, "requested", "country")]
    [InlineData(Id, "PE", "", "requested", "schedule")]
    [InlineData(Id, "PE", null, "confirmed", "status")]
    public async Task Register_SetsAside_WhatBreaksARule(string id, string? country, string? schedule, string status, string field)
    {
        Assert.Equal(RegistrationAnswer.SetAside, await RegisterAsync(new(id, country, schedule, status, Origin("request"))));

        var entry = Assert.Single(quarantine.Entries);
        Assert.Contains($"{field} must be", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(id == Id ? Id : null, entry.AppointmentId);
        Assert.Empty(table.Rows);
    }

    [Fact]
    public async Task Register_KeepsTheInstantOfAcceptance_WhateverTheClockSaysNow()
    {
        await RegisterAsync(Request() with { Origin = Origin("r") with { AcceptedAt = AppointmentBuilder.Noon.AddHours(-1) } });

        Assert.Equal(AppointmentBuilder.Noon.AddHours(-1), Assert.Single(table.Rows).ChangedAt);
    }

    [Fact]
    public async Task Change_IsOneLineOfHistory_StepByStep()
    {
        await RegisterAsync(Request());

        var confirmed = Assert.IsType<Decision.Accepted>(await ChangeAsync(Confirmed));
        var arrived = Assert.IsType<Decision.Accepted>(await ChangeAsync(CheckedIn));

        Assert.Equal(Confirmed, confirmed.Appointment.Status);
        Assert.Equal([Requested, Confirmed, CheckedIn], arrived.Appointment.Entries.Select(entry => entry.Row.Status));
        Assert.Equal<LedgerRow>(table.Rows, arrived.Appointment.Entries.Select(entry => entry.Row)); // what it answers is what stands
        Assert.Equal((0, 0, 0), Reconciliation.Of(table.Rows, places, "us-east-1") is var found ? (found.Repairs.Length, found.Orphans.Length, found.Conflicts.Length) : default);
    }

    [Fact]
    public async Task Change_IsTheSameAnswer_WhenTheSameRequestComesAgain()
    {
        await RegisterAsync(Request());
        await ChangeAsync(Confirmed);
        var rows = table.Rows;

        Assert.IsType<Decision.Accepted>(await ChangeAsync(Confirmed));

        Assert.Equal<LedgerRow>(rows, table.Rows);
        Assert.Equal(1, metrics.Of(Counted.StatusChanged));
    }

    [Theory]
    [InlineData(Completed, "is requested and cannot become completed. It can become confirmed or rejected or cancelled or entered-in-error.")]
    [InlineData(Requested, "is requested and cannot become requested")]
    public async Task Change_IsRefusedWithASentence_WhenTheLifecycleForbidsIt(AppointmentStatus to, string sentence)
    {
        await RegisterAsync(Request());

        Assert.Contains(sentence, Assert.IsType<Decision.Refused>(await ChangeAsync(to)).Sentence, StringComparison.Ordinal);
        Assert.Single(table.Rows);
    }

    [Fact]
    public async Task Change_SaysThatItMayNotHaveArrived_WhenTheAppointmentIsUnknown() =>
        Assert.Contains("may not have arrived yet", Assert.IsType<Decision.Unknown>(await ChangeAsync(Confirmed)).Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task Change_HasOneWinner_WhenTwoChangesMeet()
    {
        await RegisterAsync(Request());
        table.Gated = true;
        Task<Decision> one = ChangeAsync(Cancelled), other = ChangeAsync(Confirmed);

        table.Release(0);
        table.Release(0);

        Assert.Equal(Cancelled, Assert.IsType<Decision.Accepted>(await one).Appointment.Status);
        Assert.Contains("is now cancelled; nothing was changed to confirmed", Assert.IsType<Decision.Refused>(await other).Sentence, StringComparison.Ordinal);
        Assert.Equal(1, metrics.Of(Counted.RaceLost));
    }

    [Fact]
    public async Task Change_WaitsForARowThatIsUnderWay_AndSaysSo()
    {
        var rows = An.Appointment().Confirmed().Rows();
        table.Deliver(new Appointments.Tests.TestKit.Version(rows[0], 1, "sa-east-1")); // the change's other row is still on its way

        Assert.Contains("is becoming confirmed", Assert.IsType<Decision.Refused>(await ChangeAsync(Cancelled)).Sentence, StringComparison.Ordinal);
        Assert.Single(table.Rows);
    }

    private static RegistrationRequest Request() => new(Id, "PE", null, "requested", Origin("request"));

    private static MessageOrigin Origin(string requestId) => new("us-east-1", requestId, null, "{}");

    private Task<RegistrationAnswer> RegisterAsync(RegistrationRequest request) =>
        new Registrar(table, quarantine, metrics, clock, new RegistrationRules([new("PE", "peru", "Perú"), new("CL", "chile", "Chile")], places, "us-east-1")).RegisterAsync(request, CancellationToken.None);

    private Task<Decision> ChangeAsync(AppointmentStatus to)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        return new StatusChanger(table, metrics, clock, places, "us-east-1").ChangeAsync(Id, to, "change", CancellationToken.None);
    }
}
