using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Load;

namespace Appointments.Tests.Drills;

/// <summary>A history that was made up: what clients were told, and what two regions hold of it. It begins healthy; a test spoils one thing.</summary>
internal sealed record Story(ImmutableArray<Observation> Observations, ImmutableArray<RegionLedgers> Regions)
{
    public const string Us = "us-east-1", Sa = "sa-east-1";

    public static readonly DateTimeOffset Begin = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static Story Empty { get; } = new([], [.. new[] { Us, Sa }.Select(region => new RegionLedgers(region, ImmutableDictionary<string, SeenAppointment>.Empty, [], ListedWhole: true))]);

    public Verdict Check(bool settled = true, params OrderSighting[] sightings) => HistoryChecker.Check(Observations, Regions, settled, sightings);

    /// <summary>A registration, accepted and there.</summary>
    public Story Registered(string id, string country = "PE", string? schedule = null, string region = Us)
    {
        var told = Observed(id, null, Told.Accepted, region, country, schedule);
        var row = new SeenRow(Law.Requested, null, told.SentAt, region, told.RequestId!, Overruled: false);
        return (this with { Observations = Observations.Add(told) }).Put(new SeenAppointment(id, true, country, schedule, row.Status, row.ChangedAt, region, [row], []));
    }

    /// <summary>A change, accepted and there.</summary>
    public Story Changed(string id, string status, string region = Us)
    {
        var before = Regions[0].Appointments[id];
        var told = Observed(id, status, Told.Accepted, region, before.Country!, before.Schedule);
        var row = new SeenRow(status, before.Status, told.SentAt, region, told.RequestId!, Overruled: false);
        return (this with { Observations = Observations.Add(told) }).Put(before with { Status = status, ChangedAt = row.ChangedAt, ChangedIn = region, Rows = before.Rows.Add(row) });
    }

    /// <summary>Both regions decided at once; the first one stands.</summary>
    public Story Conflicting(string id, string stands, string overruled)
    {
        var before = Regions[0].Appointments[id];
        var winner = Changed(id, stands);
        var told = winner.Observed(id, overruled, Told.Accepted, Sa, before.Country!, before.Schedule);
        return (winner with { Observations = winner.Observations.Add(told) }).Alter(id, seen => seen with
        {
            Rows = seen.Rows.Add(new SeenRow(overruled, before.Status, told.SentAt, Sa, told.RequestId!, Overruled: true)),
        });
    }

    /// <summary>Something a client was told, of which nothing follows.</summary>
    public Story Was(Told told, string id, string? status = null, string country = "PE", string? schedule = null) =>
        this with { Observations = Observations.Add(Observed(id, status, told, null, country, schedule)) };

    /// <summary>What the regions say of an appointment becomes something else: in all of them, or in one.</summary>
    public Story Alter(string id, Func<SeenAppointment, SeenAppointment> change, string? only = null) => this with
    {
        Regions = [.. Regions.Select(region => only is null || region.Region == only ? region with { Appointments = region.Appointments.SetItem(id, change(region.Appointments[id])) } : region)],
    };

    public Story AlterRow(string id, string status, Func<SeenRow, SeenRow?> change, string? only = null) => Alter(id, seen => seen with
    {
        Rows = [.. seen.Rows.Select(row => row.Status == status ? change(row) : row).OfType<SeenRow>()],
    }, only);

    public Story AlterList(string region, Func<ImmutableArray<SeenListing>, ImmutableArray<SeenListing>> change) => this with
    {
        Regions = [.. Regions.Select(one => one.Region == region ? one with { Listed = change(one.Listed) } : one)],
    };

    /// <summary>Lists and singles of what is there are the same, and every id that was told of was asked for.</summary>
    public Story Listed() => this with
    {
        Regions = [.. Regions.Select(region => region with
        {
            Appointments = Observations.Select(told => told.AppointmentId).Distinct().Aggregate(region.Appointments, (all, id) => all.ContainsKey(id) ? all : all.Add(id, SeenAppointment.Nowhere(id))),
            Listed = [.. region.Appointments.Values.Where(seen => seen.Found)
                .Select(seen => new SeenListing(seen.Id, seen.Country!, seen.Schedule, seen.Status!, seen.ChangedAt!.Value, seen.ChangedIn!))],
        })],
    };

    private Story Put(SeenAppointment seen) => this with { Regions = [.. Regions.Select(region => region with { Appointments = region.Appointments.SetItem(seen.Id, seen) })] };

    private Observation Observed(string id, string? status, Told told, string? region, string country, string? schedule)
    {
        var number = Observations.Length + 1;
        var http = told switch { Told.Accepted => status is null ? 202 : 200, Told.Refused => 409, _ => (int?)null };
        return new Observation(number, id, country, schedule, status, Begin.AddSeconds(number), 20, told, http, region, told is Told.Unknown ? null : $"request-{number}", null);
    }
}
