namespace Appointments.Contract;

/// <summary>The attributes of AppointmentsTable. A row says: this appointment reached this status.</summary>
public static class AppointmentsTable
{
    /// <summary>Partition key (S).</summary>
    public const string AppointmentId = "appointment_id";

    /// <summary>Sort key (S): the status that this row says was reached.</summary>
    public const string Status = "status";

    public const string Country = "country";
    public const string Schedule = "schedule";

    /// <summary>The hash of the identity facts, the same on every row of one registration.</summary>
    public const string Registration = "registration";

    /// <summary>When the status was reached: ISO 8601, UTC, milliseconds.</summary>
    public const string ChangedAt = "changed_at";

    /// <summary>The region that wrote the row.</summary>
    public const string ChangedIn = "changed_in";

    public const string PreviousStatus = "previous_status";
    public const string NextStatus = "next_status";
    public const string RequestId = "request_id";

    /// <summary>The index's partition key (S): <c>PE</c>, or <c>PE#3</c> with shards. Only the current row carries it.</summary>
    public const string ListedCountry = "listed_country";

    /// <summary>The index's sort key (S): <c>requested#instant#id</c>. Only the current row carries it.</summary>
    public const string ListedStatus = "listed_status";

    /// <summary>TTL (N): seconds since 1970; only on the rows of rehearsed appointments, and on probes.</summary>
    public const string ExpiresAt = "expires_at";

    /// <summary>What the id of every probe begins with, and no appointment's: <c>#</c> is in no id.</summary>
    public const string ProbePrefix = "probe#";

    /// <summary>The item that is written in one region and looked for in the others.</summary>
    public static string ProbeId(string region) => $"{ProbePrefix}{region}";

    /// <summary>Whether a row is an operator's probe of replication, and no appointment's.</summary>
    public static bool IsProbe(string appointmentId) => appointmentId.StartsWith(ProbePrefix, StringComparison.Ordinal);

    /// <summary>The global secondary index (the original system's name).</summary>
    public const string Index = "country-status-index";
}

/// <summary>The attributes of QuarantineTable: what was set aside, kept until a person resolves it.</summary>
public static class QuarantineTable
{
    /// <summary>Partition key (S); <see cref="UnparseableId"/> where the message names no id.</summary>
    public const string AppointmentId = "appointment_id";

    /// <summary>Sort key (S): <c>region#event id</c>, so that neither a retry nor the other region doubles an entry.</summary>
    public const string Entry = "entry";

    /// <summary>Why it was set aside: a sentence.</summary>
    public const string Reason = "reason";

    /// <summary>When it was set aside: ISO 8601, UTC, milliseconds.</summary>
    public const string At = "at";

    public const string Region = "region";

    /// <summary>What was set aside, as JSON: the message or the row.</summary>
    public const string Content = "content";

    /// <summary>TTL (N): seconds since 1970; set once a person has resolved the entry, and at once on what came of a drill.</summary>
    public const string ExpiresAt = "expires_at";

    /// <summary>Set with <see cref="ExpiresAt"/>: when, by whom, how (<c>requeued</c> or <c>discarded</c>) and why the entry was resolved.</summary>
    public const string ResolvedAt = "resolved_at";

    public const string ResolvedBy = "resolved_by";
    public const string Resolution = "resolution";
    public const string ResolvedBecause = "resolved_because";

    /// <summary>No appointment can have it: <c>#</c> is in no id. An appointment that calls itself <c>unparseable</c> is shown no message of somebody else.</summary>
    public const string UnparseableId = "unparseable#";
}

/// <summary>
/// The attributes of RegionsTable. A region's item: drained while it has <see cref="DrainedAt"/>; no item, or one with only <see cref="RestoredAt"/>, is a region in service.
/// A restore keeps the item: autoDrain tells by it whether a replica has caught up, which a removed item cannot say (docs/decisions/auto-drain.md).
/// Beside these, under keys that are no region's name: an item for every drain and restore there ever was (the audit trail), one a region by which operators see whether its
/// writes reach the others, and what each region has heard of the others' alarms.
/// </summary>
public static class RegionsTable
{
    /// <summary>Partition key (S): the region's name, such as <c>us-east-1</c>; or what <see cref="ActKey"/> or <see cref="ProbeKey"/> gives.</summary>
    public const string Region = "region";

    public const string DrainedAt = "drained_at";
    public const string DrainedBy = "drained_by";
    public const string Reason = "reason";

    /// <summary>What every act's key starts with; no region's name does.</summary>
    public const string ActPrefix = "act#";

    /// <summary>Of an act: <see cref="Drain"/> or <see cref="Restore"/>.</summary>
    public const string Act = "act";

    public const string Drain = "drain";
    public const string Restore = "restore";

    /// <summary>Of an act: the region that was drained or restored.</summary>
    public const string Of = "of";

    /// <summary>Of an act or a probe: ISO 8601, UTC, milliseconds.</summary>
    public const string At = "at";

    public const string By = "by";

    /// <summary>Who drained, where it was the function.</summary>
    public const string AutoDrain = "autoDrain";

    /// <summary>Of an act (BOOL): done in the emergency variant.</summary>
    public const string Emergency = "emergency";

    /// <summary>Of an act (BOOL): done although the tools refuse it.</summary>
    public const string Insisted = "insisted";

    /// <summary>The same act has the same key wherever and however often it is put, so putting it where it is not yet is always safe.</summary>
    /// <param name="at">As the act has it in <see cref="At"/>.</param>
    /// <param name="act"><see cref="Drain"/> or <see cref="Restore"/>.</param>
    public static string ActKey(string at, string act, string region, string by) => $"{ActPrefix}{at}#{act}#{region}#{by}";

    /// <summary>The item that is written in one region and looked for in the others.</summary>
    public static string ProbeKey(string region) => $"probe#{region}";

    /// <summary>When a person restored it last: ISO 8601, UTC, milliseconds. Takes the place of the three above.</summary>
    public const string RestoredAt = "restored_at";

    /// <summary>Of another kind of item: what one region has heard of a region's alarm. Its key says who heard of whom, so that no two regions write one item.</summary>
    public static string AlarmKey(string heardIn, string region) => $"alarm#{heardIn}#{region}";

    /// <summary>On an alarm's item: its name.</summary>
    public const string AlarmName = "alarm";

    /// <summary>On an alarm's item (BOOL): raised, or over.</summary>
    public const string AlarmRaised = "raised";

    /// <summary>On an alarm's item: since when: ISO 8601, UTC, milliseconds.</summary>
    public const string AlarmChangedAt = "changed_at";
}
