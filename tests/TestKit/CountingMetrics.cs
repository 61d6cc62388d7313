using Appointments.Domain;

namespace Appointments.Tests.TestKit;

/// <summary>Keeps the counts for a test to read.</summary>
public sealed class CountingMetrics : IMetrics
{
    private readonly List<Counted> counts = [];

    public int Of(Counted what)
    {
        lock (counts)
            return counts.Count(counted => counted == what);
    }

    public void Count(Counted what)
    {
        lock (counts)
            counts.Add(what);
    }
}
