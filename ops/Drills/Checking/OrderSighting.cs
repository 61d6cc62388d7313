namespace Appointments.Drills.Checking;

/// <summary>A region was seen to have the later one of a schedule and, asked afterwards, not the earlier one.</summary>
public sealed record OrderSighting(string Region, string Country, string EarlierId, string LaterId, DateTimeOffset SeenAt);
