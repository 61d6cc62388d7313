using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>What a registration must be, and the row that it becomes.</summary>
/// <param name="countries">The countries that are served.</param>
/// <param name="places">Where lists show it.</param>
/// <param name="region">The region that this runs in.</param>
public sealed class RegistrationRules(ImmutableArray<Country> countries, ListPlaces places, string region)
{
    /// <returns>Why it can never be registered, all reasons in one sentence each; null where it can.</returns>
    public string? Refusal(RegistrationRequest request)
    {
        List<string> reasons = [];
        if (!Identifier.IsValid(request.AppointmentId))
            reasons.Add($"appointmentId must be {Identifier.Rule}.");
        else if (Rehearsal.Refusal(request.AppointmentId!, request.Origin.Rehearses) is { } notAllowed)
            reasons.Add(notAllowed);
        if (request.Country is null || Country.Find(countries, request.Country) is null)
            reasons.Add($"country must be one of {string.Join(", ", countries.Select(country => country.Code))}.");
        if (request.Schedule is not null && !Identifier.IsValid(request.Schedule))
            reasons.Add($"schedule must be {Identifier.Rule}, or absent.");
        if (request.Status != AppointmentStatus.Requested.Wire())
            reasons.Add($"status must be {AppointmentStatus.Requested.Wire()}.");
        return reasons is [] ? null : "The registration breaks a rule: " + string.Join(" ", reasons);
    }

    /// <param name="request">One without a <see cref="Refusal"/>.</param>
    /// <param name="now">When its status was reached, if the message does not say when it was accepted.</param>
    internal LedgerRow Requested(RegistrationRequest request, DateTimeOffset now)
    {
        var country = Country.Find(countries, request.Country!)!.Code;
        var row = new LedgerRow(request.AppointmentId!, AppointmentStatus.Requested, country, request.Schedule, Registration.Identity(country, request.Schedule),
            Instant.Truncate(request.Origin.AcceptedAt ?? now), region, PreviousStatus: null, request.Origin.RequestId)
        { ExpiresAt = Rehearsal.Expiry(request.Origin.Rehearses, now) };
        return row with { Listed = places.Of(row) };
    }
}
