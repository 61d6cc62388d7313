using System.Collections.Immutable;
using System.Globalization;
using Appointments.Domain;
using static Appointments.Quarantine.QuarantineOutcomeKind;

namespace Appointments.Quarantine;

/// <summary>An entry's name: the appointment id, and its key where the id has several.</summary>
/// <param name="Key">Null: the only one that waits.</param>
public sealed record EntryName(string AppointmentId, string? Key);

/// <summary>What a person does with an entry: puts it back, or says that nothing is to come of it. An entry is never deleted at once.</summary>
/// <param name="read">Reads a message's body; the text says why it cannot be read, and is null where it can.</param>
/// <param name="countries">Those that are served.</param>
public sealed class QuarantineOperations(IQuarantineDesk desk, Func<string, MessageOrigin, (RegistrationRequest Request, string? Problem)> read, ImmutableArray<Country> countries, TimeProvider clock)
{
    /// <summary>A request id takes <see cref="Identifier.MaxLength"/>; what is behind it tells the returns apart.</summary>
    private const int KeptOfEventId = 70;

    private readonly RegistrationRules rules = new(countries, new ListPlaces(1), "any");

    /// <summary>Puts a registration on its country's queue again, and marks its entry.</summary>
    public async Task<QuarantineOutcome> RequeueAsync(EntryName name, string by, string because, CancellationToken cancel)
    {
        var (entry, not) = await TheOneAsync(name, cancel);
        if (entry is null)
            return not!;
        var (request, problem) = read(entry.Content, new MessageOrigin(entry.Region, entry.EventId, null, entry.Content));
        if ((problem ?? rules.Refusal(request) ?? await ObstacleAsync(request, cancel)) is { } reason)
            return new QuarantineOutcome(Refused, $"{Said(entry)} is not put back, because it can never be registered: {reason} When its clinic knows: ./appointments quarantine discard {entry.AppointmentId} --reason \"…\".", [entry]);
        var now = Instant.Truncate(clock.GetUtcNow());
        // Under a request id of its own: should it fail again, quarantine has a new entry that waits for a person, and not this one, which is resolved and will be taken away.
        var requestId = string.Create(CultureInfo.InvariantCulture, $"{entry.EventId[..Math.Min(entry.EventId.Length, KeptOfEventId)]}:again-{now.ToUnixTimeMilliseconds()}");
        var region = await desk.PutBackAsync(entry, request, Country.Find(countries, request.Country!)!.Code, requestId, cancel);
        await desk.ResolveAsync(entry, new Resolution(ResolutionKind.Requeued, now, by, because), cancel); // not done: somebody was faster, and the queue has it twice, which registers it once
        return new QuarantineOutcome(Done, $"{Said(entry)} is on its queue in {region} again, as request {requestId}. Look in a minute: GET /appointments/{entry.AppointmentId}; should it fail again, it comes back here under that request.", [entry]);
    }

    /// <summary>Says that nothing is to come of an entry.</summary>
    public async Task<QuarantineOutcome> DiscardAsync(EntryName name, string by, string because, CancellationToken cancel)
    {
        var (entry, not) = await TheOneAsync(name, cancel);
        if (entry is null)
            return not!;
        var resolution = new Resolution(ResolutionKind.Discarded, Instant.Truncate(clock.GetUtcNow()), by, because);
        return await desk.ResolveAsync(entry, resolution, cancel)
            ? new QuarantineOutcome(Done, $"{Said(entry)} is resolved: nothing comes of it. It stays readable until {resolution.ExpiresAt:yyyy-MM-dd}.", [entry])
            : new QuarantineOutcome(AlreadySo, $"{Said(entry)} was resolved by somebody else just now: look at it with ./appointments quarantine show {entry.AppointmentId}.", [entry]);
    }

    /// <returns>The entry, or why there is none that is meant.</returns>
    private async Task<(QuarantineEntry? Entry, QuarantineOutcome? Not)> TheOneAsync(EntryName name, CancellationToken cancel)
    {
        var found = (await desk.FindAsync(name.AppointmentId, cancel)).Where(entry => name.Key is null || entry.Key == name.Key).ToImmutableArray();
        var waiting = found.Where(entry => entry.Resolved is null).ToImmutableArray();
        return (found, waiting) switch
        {
            (_, [var only]) => (only, null),
            ([], _) => (null, new QuarantineOutcome(NoSuchEntry, $"Quarantine holds nothing under {name.AppointmentId}{(name.Key is null ? "" : $" and {name.Key}")}: see ./appointments quarantine list --all.", [])),
            (_, []) => (null, new QuarantineOutcome(AlreadySo, string.Join(" ", found.Select(entry => $"{Said(entry)} was {(entry.Resolved!.Kind is ResolutionKind.Requeued ? "put back" : "discarded")} by {entry.Resolved.By} at {entry.Resolved.At:u}: {entry.Resolved.Because}")), found)),
            _ => (null, new QuarantineOutcome(Ambiguous, $"{name.AppointmentId} has {waiting.Length} entries that wait; name one with --entry:\n{string.Join('\n', waiting.Select(entry => $"  {entry.Key}  {entry.Reason}"))}", waiting)),
        };
    }

    /// <returns>What stands in its way already; null: nothing does.</returns>
    private async Task<string?> ObstacleAsync(RegistrationRequest request, CancellationToken cancel)
    {
        if (await desk.StandingAsync(request.AppointmentId!, cancel) is not { } standing)
            return null;
        var same = standing.Registration == Registration.Identity(Country.Find(countries, request.Country!)!.Code, request.Schedule);
        return same
            ? $"Appointment {request.AppointmentId} is registered already, with the same facts; it is {standing.Status.Wire()}."
            : $"Appointment {request.AppointmentId} is registered already, for {standing.Country} {(standing.Schedule is null ? "without a schedule" : $"in schedule {standing.Schedule}")}. Its clinic may register this one under an id of its own.";
    }

    private static string Said(QuarantineEntry entry) => $"{entry.AppointmentId} ({entry.Key})";
}
