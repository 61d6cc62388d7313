namespace Appointments.Regions;

/// <summary>The item in RegionsTable that takes a region out of service.</summary>
/// <param name="By">Who: a person's name on their machine.</param>
/// <param name="Reason">Why, in a sentence for those who come later.</param>
public sealed record DrainMark(DateTimeOffset At, string By, string Reason);
