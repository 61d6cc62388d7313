using System.Collections.Immutable;
using System.Net;
using Appointments.Faults;

namespace Appointments.Local.Control;

/// <summary>The faults of a local run in another process, through its control.</summary>
/// <param name="control">The control's address.</param>
public sealed class ControlledFaults(Uri control) : IFaults, IDisposable
{
    /// <summary>A region that comes back starts its servers: 2 to 4 s on two busy cores.</summary>
    private readonly ControlConnection connection = new(control, TimeSpan.FromSeconds(60));

    /// <exception cref="LocalRunException">Nothing answers there, here and below.</exception>
    public Task<ImmutableArray<ActiveFault>> ActiveAsync(CancellationToken cancel) => connection.AskAsync<ImmutableArray<ActiveFault>>(HttpMethod.Get, "/faults", null, cancel);

    public Task<FaultOutcome> InjectAsync(Fault fault, CancellationToken cancel) => ActAsync(HttpMethod.Put, "/faults", fault, cancel);

    public Task<FaultOutcome> ClearAsync(FaultKind? kind, string? region, string? to, CancellationToken cancel)
    {
        var query = new[] { ("kind", kind?.Word()), ("region", region), ("to", to) }.Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}");
        return ActAsync(HttpMethod.Delete, $"/faults?{string.Join('&', query)}", null, cancel);
    }

    public Task<FaultOutcome> ClearAllAsync(CancellationToken cancel) => ClearAsync(null, null, null, cancel);

    public void Dispose() => connection.Dispose();

    private Task<FaultOutcome> ActAsync(HttpMethod method, string path, object? body, CancellationToken cancel) =>
        connection.AskAsync<FaultOutcome>(method, path, body, cancel, HttpStatusCode.BadRequest, HttpStatusCode.Conflict);
}
