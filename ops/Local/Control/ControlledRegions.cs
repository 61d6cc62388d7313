using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>The regions of a local run in another process: their data planes directly, as on AWS; the control only tells their addresses, and what Route 53 and replication make of them.</summary>
/// <param name="control">The control's address.</param>
/// <param name="patience">How long a call to one region may take.</param>
public sealed class ControlledRegions(Uri control, TimeSpan patience) : IRegions, IDisposable
{
    private readonly ControlConnection connection = new(control, TimeSpan.FromSeconds(10));
    private DataPlaneRegions? regions;

    public ControlledRegions(Uri control) : this(control, TimeSpan.FromSeconds(2))
    {
    }

    /// <summary>The run as operators' tools know it.</summary>
    /// <exception cref="LocalRunException">Nothing answers there, here and below.</exception>
    public Task<DeployedStack> DeploymentAsync(CancellationToken cancel) => new ControlledNetwork(connection).DeploymentAsync(cancel);

    public async Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel) => await (await FoundAsync(cancel)).LookAsync(cancel);

    public async Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, ImmutableArray<string> whileInService, CancellationToken cancel) =>
        await (await FoundAsync(cancel)).MarkAsync(region, mark, whileInService, cancel);

    public async Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, DrainMark? mark, CancellationToken cancel) => await (await FoundAsync(cancel)).UnmarkAsync(region, mark, cancel);

    public async Task<ImmutableArray<TableAnswer>> RecordAsync(RegionAct act, CancellationToken cancel) => await (await FoundAsync(cancel)).RecordAsync(act, cancel);

    public async Task<ImmutableArray<ActSighting>> HistoryAsync(CancellationToken cancel) => await (await FoundAsync(cancel)).HistoryAsync(cancel);

    public async Task<QueueSighting> QueuesAsync(string region, CancellationToken cancel) => await (await FoundAsync(cancel)).QueuesAsync(region, cancel);

    public async Task<ImmutableArray<ReplicationSighting>> ReplicationAsync(string? from, string? to, CancellationToken cancel) => await (await FoundAsync(cancel)).ReplicationAsync(from, to, cancel);

    public async Task<RoutingSighting> RoutingAsync(CancellationToken cancel) => await (await FoundAsync(cancel)).RoutingAsync(cancel);

    public void Dispose()
    {
        regions?.Dispose();
        connection.Dispose();
    }

    private async Task<DataPlaneRegions> FoundAsync(CancellationToken cancel) =>
        regions ??= new DataPlaneRegions(await DeploymentAsync(cancel), new ControlledNetwork(connection), patience, TimeProvider.System);
}
