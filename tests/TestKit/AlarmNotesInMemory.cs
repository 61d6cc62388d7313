using Appointments.Domain.Draining;

namespace Appointments.Tests.TestKit;

/// <summary>One region's notes of alarms.</summary>
public sealed class AlarmNotesInMemory : IAlarmNotes
{
    private readonly Dictionary<string, AlarmNotice> latest = [];

    public Task KeepAsync(AlarmNotice notice, CancellationToken cancel)
    {
        if (!latest.TryGetValue(notice.Region, out var held) || held.ChangedAt < notice.ChangedAt)
            latest[notice.Region] = notice;
        return Task.CompletedTask;
    }

    public Task<AlarmNotice?> LastAsync(string region, CancellationToken cancel) => Task.FromResult(latest.GetValueOrDefault(region));
}
