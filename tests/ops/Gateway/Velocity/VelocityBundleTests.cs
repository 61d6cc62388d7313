using Appointments.Local.Emulators;
using Appointments.Local.Velocity;

namespace Appointments.Tests.Gateway.Velocity;

public sealed class VelocityBundleTests : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("velocity-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public async Task Obtain_GivesBothAWholeScript_WhenTwoStartAtOnce()
    {
        var scripts = await Task.WhenAll(
            VelocityBundle.ObtainAsync(new ToolCache(_cache, new Progress<string>()), CancellationToken.None),
            VelocityBundle.ObtainAsync(new ToolCache(_cache, new Progress<string>()), CancellationToken.None));

        Assert.Equal(scripts[0], scripts[1]);
        Assert.Contains("Velocity", scripts[0], StringComparison.Ordinal);
        Assert.Equal([$"velocity-{VelocityBundle.Version}"], Directory.EnumerateDirectories(_cache).Select(Path.GetFileName)); // nothing half-made is left behind
    }

    [Fact]
    public async Task Obtain_ReportsNothing_WhenTheCacheHasIt()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_cache, $"velocity-{VelocityBundle.Version}"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "velocity.js"), "cached");
        var reported = new Reports();

        Assert.Equal("cached", await VelocityBundle.ObtainAsync(new ToolCache(_cache, reported), CancellationToken.None));
        Assert.Empty(reported.All);
    }

    private sealed class Reports : IProgress<string>
    {
        public List<string> All { get; } = [];

        public void Report(string value) => All.Add(value);
    }
}
