using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>Measured from the drill's own load: what its clients met.</summary>
public sealed class MeasuredByDrill(IDrilledSystem system, LoadWindow window, TimeProvider clock) : IMeasured
{
    private const int Compared = 50;

    /// <summary>Younger ones may be on their way: to be handled, and to the other regions.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    public IDrilledSystem System => system;

    public TimeSpan? Patience { get; set; }

    public Task<IReadOnlyList<RequestOutcome>> RequestsAsync(TimeSpan over, CancellationToken cancel) => Task.FromResult(window.Last(over));

    public void Note(Observation observation) => window.Add(observation);

    public Task<IReadOnlyList<string>> AppointmentsAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Age;
        var last = window.Observations.Where(observation => observation.Told is Told.Accepted).GroupBy(observation => observation.AppointmentId)
            .Where(writes => writes.All(write => write.SentAt < before)).TakeLast(Compared).Select(writes => writes.Key).ToArray();
        return Task.FromResult<IReadOnlyList<string>>(last);
    }
}
