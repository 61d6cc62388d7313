namespace Appointments.Contract;

/// <summary>The metrics that the functions write as CloudWatch EMF lines and that alarms and the dashboard read. All are counts.</summary>
/// <remarks>Source: AWS, "Specification: Embedded metric format".</remarks>
public static class MetricNames
{
    public const string Namespace = "Appointments";

    /// <summary>The one dimension: the Lambda function's name, and with it the stack, the region and, for registrations, the country.</summary>
    public const string FunctionDimension = "FunctionName";

    public const string AppointmentsRegistered = "AppointmentsRegistered";
    public const string DuplicateRegistrations = "DuplicateRegistrations";

    /// <summary>New entries in quarantine: each is for a person to resolve.</summary>
    public const string Quarantined = "Quarantined";

    public const string StatusChanges = "StatusChanges";

    /// <summary>Changes that came second in their own region and were answered 409.</summary>
    public const string RacesLost = "RacesLost";

    /// <summary>Two regions wrote what does not go together. Seen in each region; more than none is worth an alarm, the sum means little.</summary>
    public const string ReplicaConflicts = "ReplicaConflicts";

    /// <summary>Rows mended after replication. A few are normal.</summary>
    public const string ReplicaRepairs = "ReplicaRepairs";

    /// <summary>Dead letters that are on their queue again. A few follow an outage.</summary>
    public const string DeadLettersPutBack = "DeadLettersPutBack";

    /// <summary>Dead letters that are in quarantine now, each counted in <see cref="Quarantined"/> too: each is for a person to resolve.</summary>
    public const string DeadLettersQuarantined = "DeadLettersQuarantined";

    /// <summary>Regions that autoDrain took out of service.</summary>
    public const string RegionsDrained = "RegionsDrained";

    /// <summary>Regions that autoDrain would have taken out of service, were it not a dry run.</summary>
    public const string RegionsThatWouldBeDrained = "RegionsThatWouldBeDrained";

    /// <summary>Alarms that autoDrain left to people: each is a region whose clients get errors.</summary>
    public const string RegionsNotDrained = "RegionsNotDrained";
}
