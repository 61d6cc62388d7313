namespace Appointments.Domain.Draining;

/// <summary>What an alarm said: that a region's clients get errors by its fault, or that they no longer do.</summary>
/// <param name="Region">The region whose alarm it is.</param>
/// <param name="Raised">False: it is over.</param>
/// <param name="ChangedAt">When the alarm's state changed, by the sick region's CloudWatch.</param>
public sealed record AlarmNotice(string Region, string AlarmName, bool Raised, DateTimeOffset ChangedAt);
