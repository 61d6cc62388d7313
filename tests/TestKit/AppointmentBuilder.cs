using System.Collections.Immutable;
using Appointments.Domain;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.TestKit;

/// <summary>Builds an appointment's rows as one region writes them, one change a minute. A test says only what matters to it.</summary>
public sealed record AppointmentBuilder(string Id)
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private string Country { get; init; } = "PE";

    private string? Schedule { get; init; }

    private string Region { get; init; } = "us-east-1";

    private int Shards { get; init; } = 1;

    private DateTimeOffset At { get; init; } = Noon;

    private ImmutableArray<AppointmentStatus> History { get; init; } = [Requested];

    public AppointmentBuilder For(string country) => this with { Country = country };

    public AppointmentBuilder InSchedule(string schedule) => this with { Schedule = schedule };

    public AppointmentBuilder In(string region) => this with { Region = region };

    public AppointmentBuilder RequestedAt(DateTimeOffset at) => this with { At = at };

    public AppointmentBuilder InShards(int shards) => this with { Shards = shards };

    public AppointmentBuilder Confirmed() => Then(AppointmentStatus.Confirmed);

    public AppointmentBuilder CheckedIn() => Then(AppointmentStatus.CheckedIn);

    public AppointmentBuilder Cancelled() => Then(AppointmentStatus.Cancelled);

    /// <summary>One more change. Nothing checks that the lifecycle allows it.</summary>
    public AppointmentBuilder Then(AppointmentStatus status) => this with { History = History.Add(status) };

    /// <summary>The rows as they are after the last change: only the last is listed, each other names its follower.</summary>
    public ImmutableArray<LedgerRow> Rows() => [.. History.Select((_, step) => Row(step))];

    /// <summary>The last row.</summary>
    public LedgerRow Last() => Row(History.Length - 1);

    private LedgerRow Row(int step)
    {
        var row = new LedgerRow(Id, History[step], Country, Schedule, Registration.Identity(Country, Schedule), At.AddMinutes(step), Region,
            step == 0 ? null : History[step - 1], $"request-{Region}-{step}");
        return step == History.Length - 1 ? row with { Listed = new ListPlaces(Shards).Of(row) } : row with { NextStatus = History[step + 1] };
    }
}
