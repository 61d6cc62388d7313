using Appointments.Drills.Load;

namespace Appointments.Drills.Checking;

/// <summary>What the clients of one appointment were told, against what the regions hold of it.</summary>
internal sealed class Claims(string id, IReadOnlyCollection<Observation> told, IReadOnlyCollection<(string Region, SeenAppointment Seen)> seen, Mistake? mistake)
{
    private readonly bool found = seen.Any(each => each.Seen.Found);

    public bool RegistrationAccepted => Registrations.Any(each => each.Told == Told.Accepted);

    /// <summary>Accepted, and some region does not have it (yet).</summary>
    public bool Incomplete => RegistrationAccepted && !SetAside && seen.Any(each => !each.Seen.Found);

    /// <summary>Accepted, and only quarantine has it.</summary>
    public bool SetAside => RegistrationAccepted && !found && InQuarantine;

    /// <summary>What was accepted, lost by a mistake, and in no backup.</summary>
    public IEnumerable<GoneWrite> Gone => Nowhere().Where(write => IsBeyond(write.Key)).Select(write => new GoneWrite(id, write.Key, write.Min(each => each.SentAt.AddMilliseconds(each.Milliseconds))));

    /// <param name="settled">Whether all that was under way has arrived; before that, what is nowhere may still be in a queue.</param>
    public IEnumerable<Finding> Broken(bool settled) => Lost(settled).Concat(Present()).Concat(Facts());

    private IEnumerable<Observation> Registrations => told.Where(each => each.Status is null);

    private bool InQuarantine => seen.Any(each => !each.Seen.SetAside.IsEmpty);

    private bool IsBeyond(string status) => mistake?.IsBeyond(id, status) is true;

    private IEnumerable<Finding> Lost(bool settled) => (settled ? Displaced() : []).Concat(Nowhere()
        // A change is answered after it is written: it need not settle to be somewhere.
        .Where(write => (settled || write.Key != Law.Requested) && !IsBeyond(write.Key))
        .Select(write => Of(FindingKind.Lost, write.Key == Law.Requested
            ? $"Its registration was accepted ({Which(Registrations)}) and is in no region's ledger or quarantine."
            : $"Its change to {write.Key} was accepted ({Which(write)}) and is in no region's ledger or quarantine.")));

    /// <summary>Accepted for other facts than the appointment stands for: each has an entry of its own in quarantine.</summary>
    private IEnumerable<Finding> Displaced()
    {
        var standing = seen.Where(each => each.Seen.Found).Select(each => (each.Seen.Country, each.Seen.Schedule)).ToHashSet();
        var displaced = Registrations.Where(each => each.Told == Told.Accepted).GroupBy(each => ((string?)each.Country, each.Schedule)).Where(same => !standing.Contains(same.Key)).ToList();
        var kept = seen.SelectMany(each => each.Seen.SetAside).Distinct().Count();
        if (found && displaced.Count > kept)
            yield return Of(FindingKind.Lost, $"Its registration was accepted for other facts than it stands for ({Which(displaced.SelectMany(same => same))}), and quarantine keeps {kept} of {displaced.Count}.");
    }

    /// <summary>What was accepted and is in no ledger and no quarantine, by status.</summary>
    private IEnumerable<IGrouping<string, Observation>> Nowhere()
    {
        foreach (var write in told.Where(each => each.Told == Told.Accepted).GroupBy(each => each.Status ?? Law.Requested))
        {
            var somewhere = write.Key == Law.Requested ? found || InQuarantine
                : seen.Any(each => each.Seen.Row(write.Key) is not null) || seen.SelectMany(each => each.Seen.SetAside).Any(each => each.Reason.Contains(write.Key, StringComparison.Ordinal));
            if (!somewhere)
                yield return write;
        }
    }

    private IEnumerable<Finding> Present()
    {
        foreach (var row in seen.SelectMany(each => each.Seen.Rows).Select(row => (row.Status, row.RequestId)).Distinct())
        {
            var asked = told.Where(each => (each.Status ?? Law.Requested) == row.Status).ToList();
            if (asked.Count == 0)
                yield return Of(FindingKind.NeverAsked, $"It is {row.Status} by request {row.RequestId}, and no client asked for that.");
            else if (asked.All(each => each.Told == Told.Refused) || asked.Any(each => each.Told == Told.Refused && each.RequestId == row.RequestId))
                yield return Of(FindingKind.RefusedIsThere, $"It is {row.Status} by request {row.RequestId}, and its clients were refused that ({Which(asked)}).");
            // An answer that never came has not told its request's id: then the row may be that request's.
            else if (asked.All(each => each.RequestId is not null && each.RequestId != row.RequestId))
                yield return Of(FindingKind.NeverAsked, $"It is {row.Status} by request {row.RequestId}, which is none of its clients' ({Which(asked)}).");
        }

        if (InQuarantine && !found && Registrations.Any() && Registrations.All(each => each.Told == Told.Refused))
            yield return Of(FindingKind.RefusedIsThere, $"Its registration was refused ({Which(Registrations)}), and quarantine keeps it.");
    }

    private IEnumerable<Finding> Facts()
    {
        foreach (var (region, wrong) in seen.Where(each => each.Seen.Found && Registrations.Any() && !Registrations.Any(asked => asked.Country == each.Seen.Country && asked.Schedule == each.Seen.Schedule)))
            yield return Of(FindingKind.NeverAsked, $"{region} holds it for {wrong.Country} in schedule {wrong.Schedule ?? "none"}, and no client asked for that.");
    }

    private Finding Of(FindingKind kind, string sentence) => new(kind, [id], $"{id}: {sentence}");

    private static string Which(IEnumerable<Observation> told) => string.Join("; ", told.Select(each => $"#{each.Number} {each.Told.ToString().ToLowerInvariant()}"
        + (each.HttpStatus is { } status ? $" {status}" : "") + (each.Region is { } region ? $" by {region}" : "") + (each.RequestId is { } request ? $", request {request}" : "")));
}
