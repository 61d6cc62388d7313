using Appointments.Local.Topology;

namespace Appointments.Local.Routing;

/// <summary>A resolver between a client and Route 53: it follows CNAMEs to their end and keeps each answer for its time to live.</summary>
/// <param name="longer">How much longer than its time to live it keeps a record; null: no longer.</param>
internal sealed class CachingResolver(Func<string, RecordSpec?> ask, RouterClock clock, Func<RecordSpec, TimeSpan>? longer = null)
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, (RecordSpec Record, long Asked)> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The name at the end of the chain, which no record has, and how long until the first link of the chain is asked again.</returns>
    /// <exception cref="LocalRunException">The first name has no record, or the chain has no end.</exception>
    public (string Target, TimeSpan KeptFor) Resolve(string name)
    {
        lock (sync)
        {
            var (target, keptFor) = (name, TimeSpan.MaxValue);
            for (var links = 0; Link(target) is (var record, var left); links++)
            {
                if (links is 8) // as resolvers give up: some after 8, some after 16
                    throw new LocalRunException($"The records of {name} lead in a circle: {target} is met again and again.");
                (target, keptFor) = (record.Target, left < keptFor ? left : keptFor);
            }
            return target == name ? throw new LocalRunException($"No record answers for {name}: expected one in the graph for clients of no particular place.") : (target, keptFor);
        }
    }

    private (RecordSpec Record, TimeSpan Left)? Link(string name)
    {
        if (kept.TryGetValue(name, out var answer) && Life(answer.Record) - clock.Time.GetElapsedTime(answer.Asked) is { Ticks: > 0 } left)
            return (answer.Record, left);
        if (ask(name) is not { } record)
            return null;
        kept[name] = (record, clock.Time.GetTimestamp());
        return (record, Life(record));
    }

    private TimeSpan Life(RecordSpec record) => clock.Scaled(record.Ttl + (longer?.Invoke(record) ?? TimeSpan.Zero));
}
