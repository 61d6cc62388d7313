using System.Collections.Immutable;
using System.Globalization;
using Appointments.Drills.Evidence;
using Appointments.Drills.Running;

namespace Appointments.Cli.Drilling;

/// <summary>One drill against one target, as often as it is asked for.</summary>
/// <param name="region">The region that is hit; null: the first.</param>
/// <param name="objectives">Each <c>FIGURE=N</c>.</param>
/// <param name="parent">Where the folders with the evidence are made.</param>
internal sealed class Rehearsal(DrillTarget target, string name, string? region, double requestsPerSecond, IEnumerable<string> objectives, string parent, IProgress<string> progress)
{
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(3);

    /// <returns>The report, and the folder it is in.</returns>
    public async Task<(DrillReport Report, string Folder)> RunAsync(int seed, CancellationToken cancel)
    {
        var system = target.System;
        var hit = Hit(system);
                var now = TimeProvider.System.GetUtcNow();
        var runId = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:MMddHHmmss}");
        var experiment = DrillFiles.Read(name, Settings(system, hit).Add("run", runId));
        var allowed = Objectives.Of(experiment);
        var folder = EvidenceFolder.Make(parent, name, now);
        var window = new LoadWindow(TimeProvider.System);
        var commands = new InProcessCommands(target.Control, new MeasuredByDrill(system, window, TimeProvider.System));
        progress.Report($"drill {name} against {system.Description}, {hit} is hit, seed {seed}, {requestsPerSecond} requests a second, time scale {system.TimeScale}");
        var record = await new Drill(system, commands.RunAsync, window, TimeProvider.System, progress)
            .RunAsync(experiment, new DrillOptions(hit, requestsPerSecond, seed, runId, folder.FullPath, SettleWithin), cancel);
        var report = DrillReport.Of(record, new DrillSetting(system.Description, hit, system.TimeScale, seed, runId, requestsPerSecond, experiment.Terms.Targets), allowed);
        await folder.WriteAsync(report, record);
        return (report, folder.FullPath);
    }

    private string Hit(ControlledSystem system)
    {
        var hit = region ?? system.Regions[0].Region;
        return system.Regions.Any(each => each.Region == hit) ? hit
            : throw new UsageException($"There is no region {hit}: the regions are {string.Join(", ", system.Regions.Select(each => each.Region))}.");
    }

    private ImmutableDictionary<string, string> Settings(ControlledSystem system, string hit)
    {
        var settings = ImmutableDictionary<string, string>.Empty.Add("region", hit).Add("peer", system.Regions.First(each => each.Region != hit).Region);
        foreach (var assignment in objectives)
            settings = assignment.Split('=', 2) is [var figure, var most] ? settings.SetItem($"{Objectives.Prefix}{figure}", most)
                : throw new UsageException($"--objective {assignment}: expected FIGURE=N, such as time-to-recover=300.");
        return settings;
    }
}
