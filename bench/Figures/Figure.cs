namespace Appointments.Figures;

/// <summary>One thing measured several times.</summary>
/// <param name="What">In words that a reader of docs/limits.md understands.</param>
/// <param name="Unit">Such as <c>s</c>, <c>ms</c>, <c>MiB</c>, <c>1/s</c>.</param>
/// <param name="Values">In the order in which they were measured; at least one.</param>
public sealed record Figure(string What, string Unit, IReadOnlyList<double> Values)
{
    public double Min => Values.Min();

    public double Max => Values.Max();

    public double Median => Percentile(Values, 0.5);

    /// <param name="share">0 to 1; the nearest rank.</param>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
