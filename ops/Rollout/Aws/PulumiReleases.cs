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
    private readonly RaisedAlarms raised = new(commands);
    private readonly WatchedAlarms watched = new(graph);
    private ImmutableDictionary<string, string>? names;
    private DeployedRelease? before;

    public ImmutableArray<string> Regions => regions;

    public Task<ImmutableArray<PlannedStep>> PlanAsync(ImmutableArray<string> order, CancellationToken cancel) => Task.FromResult<ImmutableArray<PlannedStep>>(
    [
        DeployedRelease.Planned(root, graph.Stack, backTo),
        new PlannedStep(null, "what all regions build on", Update(root, RegionTargets.Foundation(graph, regions)).ToString()),
        .. order.Select(region => new PlannedStep(region, "the region by itself", Update(root, RegionTargets.Of(graph, region, regions)).ToString())),
        new PlannedStep(null, "what builds on the regions: names, edge, dashboard", Update(root, []).ToString()),
    ]);

    public async Task PrepareAsync(CancellationToken cancel)
    {
        before = await DeployedRelease.CheckOutAsync(commands, root, graph.Stack, backTo, cancel);
        SharedSteps.Refuse(before.Graph, graph);
        await UpdateAsync(root, RegionTargets.Foundation(graph, regions), cancel);
    }

    public Task PutAsync(string? region, CancellationToken cancel) => UpdateAsync(root, region is null ? [] : RegionTargets.Of(graph, region, regions), cancel);

    /// <summary>The region's resources of both commits, so that what only the new one has goes again; everywhere: all there is.</summary>
    public Task GoBackAsync(string? region, CancellationToken cancel) => UpdateAsync(Before.Folder,
        region is null ? [] : [.. RegionTargets.Of(graph, region, regions).Union(RegionTargets.Of(Before.Graph, region, regions)).Order(StringComparer.Ordinal)], cancel);

    public string WayBack => $"pulumi up --stack {graph.Stack} --cwd {Before.Folder} (commit {Before.Commit}; its functions are published there).";

    public async Task<ImmutableArray<string>> AlarmsAsync(string? region, CancellationToken cancel)
    {
        names ??= RaisedAlarms.Names(await commands.RunAsync(new CommandLine("pulumi", ["stack", "export", "--stack", graph.Stack, "--cwd", root, "--non-interactive"]), cancel));
        var all = new List<string>();
        foreach (var there in watched.Of(region).Where(alarm => names.ContainsKey(alarm.Urn)).GroupBy(alarm => alarm.Region!))
            all.AddRange(await raised.OfAsync(there.Key, there.Select(alarm => names[alarm.Urn]), cancel));
        return [.. all];
    }

    public Task KeepAsync(CancellationToken cancel) => Before.RemoveAsync(commands, root, cancel);

    private DeployedRelease Before => before ?? throw new ReleaseException("There is no way back: nothing was prepared.");

    /// <summary>Alarms, too, may be others afterwards, or have other names.</summary>
    private Task<string> UpdateAsync(string folder, ImmutableArray<string> targets, CancellationToken cancel)
    {
        names = null;
        return commands.RunAsync(Update(folder, targets), cancel);
    }

    /// <param name="targets">None: all there is.</param>
    private CommandLine Update(string folder, ImmutableArray<string> targets) =>
        new("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", graph.Stack, "--cwd", folder, .. targets.SelectMany(urn => new[] { "--target", urn })]);
}
