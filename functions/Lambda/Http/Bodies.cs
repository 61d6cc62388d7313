using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Appointments.Domain;

namespace Appointments.Lambda.Http;

/// <summary>What is wrong with a request's field.</summary>
/// <param name="Field">The field or parameter; <c>body</c> for the whole.</param>
/// <param name="Rule">What it has to be.</param>
internal sealed record FieldError(string Field, string Rule);

/// <summary>Every error's body.</summary>
/// <param name="Quarantined">Only where an id is asked for that quarantine alone may know.</param>
internal sealed record ErrorBody(
    string Message, ImmutableArray<FieldError> Errors, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<QuarantinedBody>? Quarantined = null);

internal sealed record PageBody(IEnumerable<SummaryBody> Appointments, string? Next);

/// <summary>An appointment in a list.</summary>
internal sealed record SummaryBody(string AppointmentId, string Country, string? Schedule, string Status, string ChangedAt, string ChangedIn)
{
    public static SummaryBody Of(LedgerRow row) =>
        new(row.AppointmentId, row.Country, row.Schedule, row.Status.Wire(), Instant.Write(row.ChangedAt), row.ChangedIn);
}

/// <summary>An appointment with all that is known of it.</summary>
internal sealed record AppointmentBody(
    string AppointmentId, string Country, string? Schedule, string Status, string ChangedAt, string ChangedIn, IEnumerable<EntryBody> Ledger,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<QuarantinedBody>? Quarantined)
{
    public static AppointmentBody Of(Appointment appointment, IEnumerable<SetAside>? setAside = null) => new(
        appointment.Id, appointment.Current.Country, appointment.Current.Schedule, appointment.Status.Wire(), Instant.Write(appointment.Current.ChangedAt),
        appointment.Current.ChangedIn, appointment.Entries.Select(EntryBody.Of), setAside?.Select(QuarantinedBody.Of));
}

internal sealed record EntryBody(string Status, string? PreviousStatus, string ChangedAt, string ChangedIn, string RequestId, bool Overruled)
{
    public static EntryBody Of(LedgerEntry entry) => new(
        entry.Row.Status.Wire(), entry.Row.PreviousStatus?.Wire(), Instant.Write(entry.Row.ChangedAt), entry.Row.ChangedIn, entry.Row.RequestId, entry.Overruled);
}

/// <summary>What was set aside, without its content.</summary>
internal sealed record QuarantinedBody(string Reason, string At, string Region)
{
    public static QuarantinedBody Of(SetAside entry) => new(entry.Reason, Instant.Write(entry.At), entry.Region);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(PageBody))]
[JsonSerializable(typeof(AppointmentBody))]
internal sealed partial class AnswerJson : JsonSerializerContext;
