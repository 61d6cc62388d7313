using System.Collections.Immutable;

namespace Appointments.Aws;

/// <summary>What lies between clients and regions, and between regions. On AWS nobody but a control plane knows it whole; a local run does.</summary>
public interface INetwork
{
    Task<NetworkView> LookAsync(CancellationToken cancel);
}

/// <param name="LeadsTo">The region that the shared name leads to from here; null: nothing answered.</param>
/// <param name="Routable">Region to whether Route 53 counts it as healthy; null: not known.</param>
/// <param name="Lags">The age of the oldest write from one region that has not reached the other; empty where that is not known.</param>
public sealed record NetworkView(string? LeadsTo, ImmutableDictionary<string, bool>? Routable, ImmutableArray<LinkLag> Lags);

/// <param name="Oldest">Null: none is on its way.</param>
public sealed record LinkLag(string From, string To, TimeSpan? Oldest);
