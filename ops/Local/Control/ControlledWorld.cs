using System.Globalization;
using System.Text.Json;
using Appointments.Faults;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>A local run in another process, through its control: what it shows and all that can be done to it.</summary>
/// <param name="control">The control's address.</param>
public sealed class ControlledWorld(Uri control) : IDisposable
{
    private readonly ControlConnection connection = new(control, TimeSpan.FromSeconds(10));
    private readonly ControlledRegions regions = new(control);
    private readonly ControlledFaults faults = new(control);

    public IRegions Regions => regions;

    public IFaults Faults => faults;

    /// <exception cref="LocalRunException">Nothing answers there, here and below.</exception>
    public Task<RunStatus> StatusAsync(CancellationToken cancel) => connection.AskAsync<RunStatus>(HttpMethod.Get, "/status", null, cancel);

    /// <summary>Moves the time of all queues on, and no other: what a queue waits for (5 minutes of deduplication, a visibility timeout) comes at once.</summary>
    /// <param name="by">Whole seconds.</param>
    public Task MoveQueuesClockAsync(TimeSpan by, CancellationToken cancel) =>
        connection.AskAsync<JsonElement>(HttpMethod.Post, $"/queues/clock?seconds={((long)by.TotalSeconds).ToString(CultureInfo.InvariantCulture)}", null, cancel);

    public void Dispose()
    {
        connection.Dispose();
        regions.Dispose();
        faults.Dispose();
    }
}
