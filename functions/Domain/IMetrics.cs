namespace Appointments.Domain;

/// <summary>Counts what happens. Alarms and the dashboard look at these counts.</summary>
public interface IMetrics
{
    void Count(Counted what);
}

/// <summary>What is counted.</summary>
public enum Counted
{
    AppointmentRegistered,

    /// <summary>A registration that stood already, with the same identity facts.</summary>
    DuplicateRegistration,

    /// <summary>A new entry in quarantine.</summary>
    Quarantined,

    StatusChanged,

    /// <summary>A change that came second, in its own region.</summary>
    RaceLost,

    /// <summary>Two regions wrote what does not go together. Seen by each region, and again where a batch is handled again: an alarm's count, not a sum.</summary>
    ReplicaConflict,

    /// <summary>A row mended after replication.</summary>
    ReplicaRepair,

    /// <summary>A dead letter that is on its queue again.</summary>
    DeadLetterPutBack,

    /// <summary>A new entry in quarantine that was a dead letter; it is counted as <see cref="Quarantined"/> too.</summary>
    DeadLetterQuarantined,

    /// <summary>A region that autoDrain took out of service.</summary>
    RegionDrained,

    /// <summary>The same, where it is only to be said.</summary>
    RegionWouldBeDrained,

    /// <summary>An alarm of a region that autoDrain left in service: it is left to people.</summary>
    RegionNotDrained,
}
