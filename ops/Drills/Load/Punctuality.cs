namespace Appointments.Drills.Load;

/// <summary>How well a load kept to its schedule. Late starts mean that the machine that sends is too busy for the rate, and that its latencies flatter the system.</summary>
/// <param name="Started">Requests that started.</param>
/// <param name="Late">Those that started later than <see cref="OpenLoopLoad.Late"/> after their time.</param>
/// <param name="Worst">The latest start.</param>
public sealed record Punctuality(long Started, long Late, TimeSpan Worst)
{
    internal Punctuality With(TimeSpan late) => new(Started + 1, Late + (late > OpenLoopLoad.Late ? 1 : 0), late > Worst ? late : Worst);
}
