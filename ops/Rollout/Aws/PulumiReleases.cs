using System.Collections.Immutable;
using Appointments.Checks.Moving;
using Appointments.Plan;

namespace Appointments.Rollout.Aws;

/// <summary>A stack on AWS: each region by a targeted update of this commit, and back by the same from the commit that ran before.</summary>
/// <param name="root">This clone.</param>
/// <param name="graph">What this commit declares for the stack.</param>
/// <param name="regions">Of the settings.</param>
/// <param name="backTo">The commit to go back to; null: that of the stack's last update.</param>
public sealed class PulumiReleases(ICommands commands, string root, ResourceGraph graph, ImmutableArray<string> regions, string? backTo) : IReleases
{
    private readonly RaisedAlarms alarms = new(commands);
    private readonly Dictionary<string, ImmutableArray<string>> alarmNames = [];
    private DeployedRelease? before;

    public ImmutableArray<string> Regions => regions;

    public Task<ImmutableArray<PlannedStep>> PlanAsync(ImmutableArray<string> order, CancellationToken cancel) => Task.FromResult<ImmutableArray<PlannedStep>>(
    [
        new PlannedStep(null, "what all regions build on", Update(root, RegionTargets.Foundation(graph, regions)).ToString()),
        .. order.Select(region => new PlannedStep(region, "the region by itself", Update(root, RegionTargets.Of(graph, region, regions)).ToString())),
        new PlannedStep(null, "what builds on the regions: names, edge, dashboard", Update(root, []).ToString()),
    ]);

    public async Task PrepareAsync(CancellationToken cancel)
    {
        before = await DeployedRelease.CheckOutAsync(commands, root, graph.Stack, backTo, cancel);
        await commands.RunAsync(Update(root, RegionTargets.Foundation(graph, regions)), cancel);
    }

    public Task PutAsync(string region, CancellationToken cancel) => commands.RunAsync(Update(root, RegionTargets.Of(graph, region, regions)), cancel);

    /// <summary>The region's resources of both commits: what only the new one has goes again.</summary>
    public Task GoBackAsync(string region, CancellationToken cancel) => before is null
        ? throw new ReleaseException($"{region} cannot go back: nothing was prepared.")
        : commands.RunAsync(Update(before.Folder, [.. RegionTargets.Of(graph, region, regions).Union(RegionTargets.Of(before.Graph, region, regions)).Order(StringComparer.Ordinal)]), cancel);

    public async Task<ImmutableArray<string>> AlarmsAsync(string region, CancellationToken cancel)
    {
        if (!alarmNames.TryGetValue(region, out var names))
            alarmNames[region] = names = RaisedAlarms.Names(await commands.RunAsync(new CommandLine("pulumi", ["stack", "export", "--stack", graph.Stack, "--cwd", root, "--non-interactive"]), cancel), region);
        return await alarms.OfAsync(region, names, cancel);
    }

    public async Task FinishAsync(CancellationToken cancel)
    {
        await commands.RunAsync(Update(root, []), cancel);
        await before!.RemoveAsync(commands, root, cancel);
    }

    /// <param name="targets">None: all there is.</param>
    private CommandLine Update(string folder, ImmutableArray<string> targets) =>
        new("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", graph.Stack, "--cwd", folder, .. targets.SelectMany(urn => new[] { "--target", urn })]);
}
