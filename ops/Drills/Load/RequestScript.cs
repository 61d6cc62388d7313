using System.Globalization;
using Appointments.Drills.Checking;

namespace Appointments.Drills.Load;

/// <summary>
/// What clients ask for, in order and without end: the same for the same seed, whatever they are told. Appointments are registered, some twice and some
/// for a schedule, looked at, and moved on a few seconds later; now and then somebody asks for what may not be.
/// </summary>
internal sealed class RequestScript
{
    // Of 100 arrivals that have nothing due: so many begin an appointment, the others look at one or at a list.
    private const int BeginPercent = 70, ListPercent = 6;
    // Of 100 appointments.
    private const int ScheduledPercent = 40, RepeatedPercent = 20, ForbiddenPercent = 6, MovedOnPercent = 65;
    private const int Schedules = 8;

    private readonly LoadPlan plan;
    private readonly Random beginnings, changes;
    private readonly PriorityQueue<PlannedRequest, (long Arrival, long Order)> due = new();
    private readonly List<PlannedRequest> begun = [];
    private long arrival, order;

    public RequestScript(LoadPlan plan)
    {
        this.plan = plan;
        beginnings = new Random(plan.Seed);
        changes = new Random(plan.ChangesSeed ?? ~plan.Seed);
    }

    /// <summary>What the next client asks for.</summary>
    public PlannedRequest Next()
    {
        arrival++;
        if (due.TryPeek(out _, out var at) && at.Arrival <= arrival)
            return due.Dequeue();
        return begun.Count == 0 || beginnings.Next(100) < BeginPercent ? Begin() : Look();
    }

    private PlannedRequest Begin()
    {
        var (path, country) = plan.Countries[beginnings.Next(plan.Countries.Length)];
        var id = string.Create(CultureInfo.InvariantCulture, $"{LoadPlan.IdPrefix}{plan.RunId}-{plan.Seed}-{begun.Count}");
        var schedule = beginnings.Next(100) < ScheduledPercent ? $"{LoadPlan.IdPrefix}{plan.RunId}-room-{beginnings.Next(Schedules)}" : null;
        var registration = new PlannedRequest(RequestKind.Register, id, path, country, schedule, Status: null);
        begun.Add(registration);
        if (beginnings.Next(100) < RepeatedPercent)
            Later(registration, beginnings, fromSeconds: 0, toSeconds: 5);
        PlanChanges(registration);
        return registration;
    }

    // Seconds apart, as people take them; some come before their registration is handled, and are told so.
    private void PlanChanges(PlannedRequest registration)
    {
        if (changes.Next(100) < ForbiddenPercent)
            Later(Change(registration, "completed"), changes, fromSeconds: 1, toSeconds: 4); // of one that nobody confirmed
        var after = 1.0;
        for (var status = Law.Requested; Law.After(status) is { Length: > 0 } next && changes.Next(100) < MovedOnPercent; after += 3)
        {
            status = next[changes.Next(next.Length)];
            Later(Change(registration, status), changes, after, after + 4);
        }
    }

    private PlannedRequest Look()
    {
        var one = begun[beginnings.Next(begun.Count)];
        return beginnings.Next(100) < ListPercent ? one with { Kind = RequestKind.List, AppointmentId = "" } : one with { Kind = RequestKind.Read };
    }

    private void Later(PlannedRequest request, Random random, double fromSeconds, double toSeconds)
    {
        var seconds = fromSeconds + random.NextDouble() * (toSeconds - fromSeconds);
        due.Enqueue(request, (arrival + 1 + (long)(seconds * plan.RequestsPerSecond), order++));
    }

    private static PlannedRequest Change(PlannedRequest registration, string status) => registration with { Kind = RequestKind.Change, Status = status };
}
