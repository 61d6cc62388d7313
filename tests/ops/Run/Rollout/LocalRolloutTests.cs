using System.Collections.Immutable;
using System.IO.Compression;
using Appointments.Rollout;
using Appointments.Rollout.Local;

namespace Appointments.Tests.Run.Rollout;

/// <summary>A release on a real local run, region by region.</summary>
public sealed class LocalRolloutTests : IAsyncLifetime
{
    private static readonly Pace Quick = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rollout-");
    private World world = null!;

    public async Task InitializeAsync() => world = await World.StartAsync();

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string Running(World world, string region) => world.Run.Functions[region].Release.Functions;

    private async Task<RolloutReport> RollOutAsync(string release, params string[] order)
    {
        using var http = new HttpClient();
        var stages = world.Run.Regions.ToImmutableDictionary(region => region.Region, region => region.Stage);
        return await new RegionByRegion(new ControlledReleases(world.Run.ControlUrl, release, [.. stages.Keys], http),
            new ApiProbe(new ProbedApi(new ApiAddresses(world.Run.EdgeUrl, stages), world.Run.ApiKey, world.Run.DrillApiKey, null, "peru", "PE"), http, TimeSpan.FromSeconds(30), TimeProvider.System), Quick, TimeProvider.System, new Progress<RolloutEvent>())
            .RunAsync([.. order], despiteAlarms: false, CancellationToken.None);
    }

    [Fact]
    public async Task AReleaseThatFailsInTheFirstRegion_GoesBackThere_AndNeverReachesTheSecond()
    {
        var before = Running(world, "us-east-1");
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("broken").FullName, "bootstrap"), "#!/bin/sh\necho cannot start >&2\nexit 1\n");
        using (var chmod = System.Diagnostics.Process.Start("chmod", ["+x", Path.Combine(folder.FullName, "broken/bootstrap")]))
            await chmod.WaitForExitAsync();
        var release = Path.Combine(folder.FullName, "release.zip");
        ZipFile.CreateFromDirectory(Path.Combine(folder.FullName, "broken"), release);

        var report = await RollOutAsync(release, "us-east-1", "sa-east-1");

        Assert.Equal(RolloutOutcome.WentBack, report.Outcome);
        Assert.Equal([("us-east-1", RegionResult.WentBack), ("sa-east-1", RegionResult.NotTouched)], report.Regions.Select(region => (region.Region, region.Result)));
        Assert.Equal([before, before], [Running(world, "us-east-1"), Running(world, "sa-east-1")]);
        Assert.Equal(0, world.Run.Functions["sa-east-1"].Release.Errors);
        Assert.Equal(202, (await world.Regions["us-east-1"].RegisterAsync("peru", "after-1", "PE")).Code);
        await Eventually.SeeAsync(() => world.Regions["us-east-1"].GetAsync("/appointments/after-1"), answer => answer.Code is 200, "an appointment after going back");
    }

    [Fact]
    public async Task AGoodRelease_RunsInEveryRegionAfterwards()
    {
        var release = Path.Combine(folder.FullName, "good");
        Directory.CreateSymbolicLink(release, Running(world, "us-east-1")); // the same functions under another name

        var report = await RollOutAsync(release, "sa-east-1", "us-east-1");

        Assert.True(report.Outcome is RolloutOutcome.Done, report.Sentence);
        Assert.Equal([release, release], [Running(world, "us-east-1"), Running(world, "sa-east-1")]);
        Assert.True(world.Run.Functions["sa-east-1"].Release.Invocations >= 3); // the probe's: registered, read, changed
        Assert.All(report.Regions, region => Assert.Equal(RegionResult.Updated, region.Result));
        Assert.Equal(["entered-in-error"], (await world.Edge.EntriesAsync()).Where(entry => entry.Id.StartsWith("drill-rollout-")).Select(entry => entry.Status).Distinct());
        Assert.All((await Tables.ReadAsync(world.Run)).Values.SelectMany(items => items.Split('\n')).Where(item => item.Contains("drill-rollout-")), row => Assert.Contains("expires_at", row)); // gone after a day
    }

    [Theory]
    [InlineData("us-east-1", """{"functions":"/nowhere"}""", 400)]
    [InlineData("us-east-1", """{"functions":"relative"}""", 400)]
    [InlineData("us-east-1", "nonsense", 400)]
    [InlineData("eu-west-1", """{"functions":"/nowhere"}""", 404)]
    public async Task ARelease_ThatIsNone_IsRefused_AndNothingChanges(string region, string body, int status)
    {
        var before = Running(world, "us-east-1");
        using var http = new HttpClient();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await http.PutAsync(new Uri(world.Run.ControlUrl, $"/regions/{region}/release"), content);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(before, Running(world, "us-east-1"));
    }
}
