namespace Appointments.Regions;

/// <summary>Where clients are led, seen from here.</summary>
/// <param name="LeadsTo">The region that the shared name leads to from this place; null where nothing answered.</param>
/// <param name="Settles">How long at most until a change of a region's health has reached everybody: interval × threshold + time to live.</param>
/// <param name="Exact">Route 53's own opinion is known (on the local run). Where it is not, time has to pass.</param>
public sealed record RoutingSighting(string? LeadsTo, TimeSpan Settles, bool Exact);
