using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>What probes look at: the requests of clients, and the system itself.</summary>
public interface IMeasured
{
    IDrilledSystem System { get; }

    /// <summary>The most that a probe waits, whatever its words allow; null: what they allow.</summary>
    TimeSpan? Patience => null;

    /// <summary>Requests that were answered or given up in the last so many seconds; where no load runs, ones that are sent for as long.</summary>
    Task<IReadOnlyList<RequestOutcome>> RequestsAsync(TimeSpan over, CancellationToken cancel);

    /// <summary>Told of a write that is none of the load's: a drill's checker holds the regions to it as well.</summary>
    void Note(Observation observation);

    /// <summary>Appointments that were registered lately, to be compared between regions.</summary>
    Task<IReadOnlyList<string>> AppointmentsAsync(CancellationToken cancel);
}
