using Appointments.Aws;

namespace Appointments.Local.Control;

/// <summary>The network of a local run in another process.</summary>
internal sealed class ControlledNetwork(ControlConnection connection) : INetwork
{
    /// <exception cref="LocalRunException">Nothing answers there.</exception>
    public Task<NetworkView> LookAsync(CancellationToken cancel) => connection.AskAsync<NetworkView>(HttpMethod.Get, "/network", null, cancel);

    /// <exception cref="LocalRunException">Nothing answers there.</exception>
    public Task<DeployedStack> DeploymentAsync(CancellationToken cancel) => connection.AskAsync<DeployedStack>(HttpMethod.Get, "/deployment", null, cancel);
}
