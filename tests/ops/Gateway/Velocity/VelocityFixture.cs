using Appointments.Local.Emulators;
using Appointments.Local.Velocity;

namespace Appointments.Tests.Gateway.Velocity;

/// <summary>The real engine, obtained as a run obtains it; shared, because its first load takes a second.</summary>
public sealed class VelocityFixture : IAsyncLifetime
{
    public VelocityEngines Engines { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Engines = await VelocityEngines.StartAsync(new ToolCache(ToolCache.UsersRoot(Environment.GetEnvironmentVariable), new Progress<string>()), CancellationToken.None);

    public Task DisposeAsync()
    {
        Engines.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class VelocityGroup : ICollectionFixture<VelocityFixture>
{
    public const string Name = "velocity";
}
