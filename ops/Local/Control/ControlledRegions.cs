using System.Collections.Immutable;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>The regions of a local run in another process, through its control.</summary>
/// <param name="control">The control's address.</param>
public sealed class ControlledRegions(Uri control) : IRegions, IDisposable
{
    private readonly ControlConnection connection = new(control, TimeSpan.FromSeconds(10));

    /// <exception cref="LocalRunException">Nothing answers there, here and below.</exception>
    public Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel) => connection.AskAsync<ImmutableArray<RegionState>>(HttpMethod.Get, "/regions", null, cancel);

    public Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, CancellationToken cancel) =>
        connection.AskAsync<ImmutableArray<TableAnswer>>(HttpMethod.Put, $"/regions/{Uri.EscapeDataString(region)}/drained", mark, cancel);

    public Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, CancellationToken cancel) =>
        connection.AskAsync<ImmutableArray<TableAnswer>>(HttpMethod.Delete, $"/regions/{Uri.EscapeDataString(region)}/drained", null, cancel);

    public void Dispose() => connection.Dispose();
}
