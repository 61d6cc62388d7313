namespace Appointments.Rollout;

/// <summary>How long a rollout looks before it goes on.</summary>
/// <param name="Soak">How long a region, and at last what builds on them, is watched after it was updated. At least one look is taken.</param>
/// <param name="Interval">Between two looks.</param>
/// <param name="Recovery">How long a region may take to be well again after it went back.</param>
public sealed record Pace(TimeSpan Soak, TimeSpan Interval, TimeSpan Recovery)
{
    /// <summary>Probes that fail one after the other before a region counts as ill: a single one may meet a deployment in the middle.</summary>
    public const int FailuresInARow = 2;

    /// <summary>On AWS.</summary>
    /// <param name="soak">As long as the slowest alarm needs.</param>
    public static Pace OnAws(TimeSpan soak) => new(soak, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));

    /// <summary>On the local run: what is broken shows at once.</summary>
    public static Pace OnThisMachine { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
}
