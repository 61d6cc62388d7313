namespace Appointments.Drills.Load;

/// <summary>When requests start: at random, independent of each other, with a mean rate (a Poisson process), as people who do not know of each other come.</summary>
internal sealed class Arrivals
{
    private readonly double perSecond;
    private readonly Random random;
    private TimeSpan at = TimeSpan.Zero;

    /// <param name="perSecond">The mean; above 0.</param>
    public Arrivals(double perSecond, int seed)
    {
        this.perSecond = perSecond is > 0 and < double.PositiveInfinity ? perSecond
            : throw new ArgumentOutOfRangeException(nameof(perSecond), perSecond, "A load has a rate above 0 requests a second.");
        random = new Random(seed);
    }

    /// <returns>When the next one starts, from the load's beginning.</returns>
    public TimeSpan Next() => at += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
}
