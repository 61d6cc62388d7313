namespace Appointments.Tests.Run.Routing;

/// <summary>The dev stack with Route 53's clock twenty times as fast: a region is found unhealthy within 1.5 s, and clients follow within 1 s more.</summary>
public sealed class FastWorld : IAsyncLifetime
{
    private const double Scale = 20;

    /// <summary>Interval × threshold + time to live.</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromSeconds((10 * 3) + 20) / Scale;

    public World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartAsync(Scale, "healthCheckIntervalSeconds=10", "recordTtlSeconds=20");

    public async Task DisposeAsync() => await World.DisposeAsync();
}
