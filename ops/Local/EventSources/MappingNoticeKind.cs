namespace Appointments.Local.EventSources;

/// <summary>What an event source mapping reports.</summary>
public enum MappingNoticeKind
{
    /// <summary>A whole batch failed; it is tried again.</summary>
    BatchFailed,

    /// <summary>Some items of a batch failed; they are tried again.</summary>
    ItemsFailed,

    /// <summary>The function was throttled; the batch waits.</summary>
    Throttled,

    /// <summary>The source or the destination could not be reached; it is tried again.</summary>
    SourceUnreachable,

    /// <summary>A batch was given up: its failure record is in the destination, where there is one.</summary>
    GivenUp,
}
