namespace Appointments.Domain.Draining;

/// <summary>What this region has heard of alarms, in its own table: notices come late, twice and out of order, and none says how another alarm stands.</summary>
public interface IAlarmNotes
{
    /// <summary>Keeps a notice unless a later one of the same region is kept already.</summary>
    Task KeepAsync(AlarmNotice notice, CancellationToken cancel);

    /// <returns>The latest that was kept; null: none was ever heard.</returns>
    Task<AlarmNotice?> LastAsync(string region, CancellationToken cancel);
}
