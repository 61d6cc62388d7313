namespace Appointments.Drills.Running;

/// <summary>How figures are made of values.</summary>
public static class Statistics
{
    /// <summary>The nearest-rank percentile: the smallest value that this share of all values does not exceed.</summary>
    /// <param name="share">Above 0, up to 1.</param>
    /// <returns>Null where there are no values.</returns>
    public static double? Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted is [] ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    /// <returns>The middle value, or the mean of the two in the middle; null where there are none.</returns>
    public static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted is [] ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
