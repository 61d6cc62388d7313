using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>How one request went, whether it wrote or only looked.</summary>
/// <param name="Failed">No answer, none in time, a 5xx, or a refusal that says nothing about the request: of the key or the firewall (403), of the quota (429).</param>
/// <param name="Region">The region that says it has taken it; null where no answer says so.</param>
public sealed record RequestOutcome(DateTimeOffset SentAt, double Milliseconds, bool Failed, string? Region)
{
    public DateTimeOffset AnsweredAt => SentAt.AddMilliseconds(Milliseconds);

    public static RequestOutcome Of(Observation observation) =>
        new(observation.SentAt, observation.Milliseconds, observation.Told is Told.Unknown || IsTurnedAway(observation.HttpStatus), observation.Told is Told.Accepted ? observation.Region : null);

    public static RequestOutcome Of(Reading reading) => new(reading.SentAt, reading.Milliseconds, reading.HttpStatus is null or >= 500 || IsTurnedAway(reading.HttpStatus), null);

    private static bool IsTurnedAway(int? status) => status is 403 or 429;
}

/// <summary>What a load's clients have met so far, and lately. Told from any thread.</summary>
public sealed class LoadWindow(TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly List<RequestOutcome> outcomes = [];
    private readonly List<Observation> observations = [];

    /// <summary>Told of each write at once; from any thread.</summary>
    public event Action<Observation>? Observed;

    public void Add(Observation observation)
    {
        lock (sync)
        {
            observations.Add(observation);
            outcomes.Add(RequestOutcome.Of(observation));
        }
        Observed?.Invoke(observation);
    }

    public void Add(Reading reading)
    {
        lock (sync)
            outcomes.Add(RequestOutcome.Of(reading));
    }

    /// <summary>All requests that were answered or given up so far.</summary>
    public IReadOnlyList<RequestOutcome> Outcomes { get { lock (sync) return [.. outcomes]; } }

    /// <summary>All writes so far.</summary>
    public IReadOnlyList<Observation> Observations { get { lock (sync) return [.. observations]; } }

    /// <summary>Those answered or given up within this time from now.</summary>
    public IReadOnlyList<RequestOutcome> Last(TimeSpan window)
    {
        var since = clock.GetUtcNow() - window;
        lock (sync)
            return [.. outcomes.Where(outcome => outcome.AnsweredAt >= since)];
    }
}
