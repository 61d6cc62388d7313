using System.Text.Json.Nodes;
using Appointments.Faults;
using Appointments.Local.Control;

namespace Appointments.Tests.Run.Faults;

/// <summary>The dev stack with Route 53's clock twenty times as fast and functions that time out soon. Faults come and go through its control, as drills do it.</summary>
public sealed class FaultyWorld : IAsyncLifetime
{
    public const string Near = "us-east-1", Far = "sa-east-1";

    /// <summary>A visibility timeout and a little more: what failed comes again.</summary>
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds((6 * 6) + 1);

    public World World { get; private set; } = null!;

    public ControlledWorld Control { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await World.StartAsync(20, "healthCheckIntervalSeconds=10", "recordTtlSeconds=20", "functionTimeoutSeconds=6");
        Control = new ControlledWorld(World.Run.ControlUrl);
    }

    public async Task DisposeAsync()
    {
        Control.Dispose();
        await World.DisposeAsync();
    }

    /// <summary>Injects a fault, which must be new.</summary>
    /// <returns>Clears everything at its end.</returns>
    public async Task<IAsyncDisposable> WithAsync(Fault fault)
    {
        var outcome = await Control.Faults.InjectAsync(fault, CancellationToken.None);
        Assert.True(outcome.Kind is FaultOutcomeKind.Done, outcome.Sentence);
        return new Cleared(this);
    }

    public async Task ClearAsync()
    {
        await Control.Faults.ClearAllAsync(CancellationToken.None);
        Assert.Empty(await Control.Faults.ActiveAsync(CancellationToken.None));
    }

    public Task<RunStatus> StatusAsync() => Control.StatusAsync(CancellationToken.None);

    public Task<RunStatus> SeeAsync(Func<RunStatus, bool> wanted, string what) => Eventually.SeeAsync(StatusAsync, wanted, what);

    /// <summary>What failed is in nobody's hands any more, without anybody's waiting for it.</summary>
    public Task PassVisibilityAsync() => Control.MoveQueuesClockAsync(Visibility, CancellationToken.None);

    /// <summary>The appointment, which all regions show alike: nothing lost, nothing doubled, each status once.</summary>
    public async Task<JsonNode> UnharmedAsync(string id, params string[] ledger)
    {
        await World.SettleAsync();
        var appointment = await World.AlikeAsync(id);
        Assert.Equal(ledger.Select(status => (status, false)), appointment.Ledger());
        Assert.Empty(appointment.Reasons());
        return appointment;
    }

    private sealed class Cleared(FaultyWorld world) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await world.ClearAsync();
    }
}

/// <summary>All tests of faults share one world: each puts right what it did.</summary>
[CollectionDefinition(Name)]
public sealed class FaultyCollection : ICollectionFixture<FaultyWorld>
{
    public const string Name = "faulty world";
}

internal static class Statuses
{
    public static RegionStatus In(this RunStatus status, string region) => status.Regions.Single(each => each.Region == region);

    /// <summary>Messages that a region has accepted and not finished with: of all countries.</summary>
    /// <returns>Null: its queues did not answer in time.</returns>
    public static int? Unfinished(this RunStatus status, string region) => status.In(region).Queues?.Sum(queue => queue.Waiting + queue.InFlight + queue.Dead);
}
