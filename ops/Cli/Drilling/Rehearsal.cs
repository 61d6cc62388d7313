using System.Globalization;
using Appointments.Drills.Evidence;
using Appointments.Drills.Running;

namespace Appointments.Cli.Drilling;

/// <summary>One drill against one target, as often as it is asked for.</summary>
/// <param name="patience">The most that a probe may take from the method on, and the wait for rest; null: what the file allows, and three minutes.</param>
/// <param name="parent">Where the folders with the evidence are made.</param>
internal sealed class Rehearsal(DrillTarget target, DrillOrder order, double requestsPerSecond, string parent, TimeSpan? patience, IProgress<string> progress)
{
    /// <returns>The report, and the folder it is in.</returns>
    public async Task<(DrillReport Report, string Folder)> RunAsync(int seed, CancellationToken cancel)
    {
        var system = target.System;
        var hit = MeasuredFinder.Region(system, order.Region ?? system.Regions[0].Region);
        var now = TimeProvider.System.GetUtcNow();
        var runId = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:MMddHHmmss}");
        var settings = order.Objectives.Add("region", hit).Add("peer", system.Regions.First(each => each.Region != hit).Region).Add("run", runId);
        var drill = DrillFiles.Read(order.Name, settings); // bad use leaves no folder
        if (target.Deployment is { } deployment)
            DrillOnAws.Demand(drill, deployment);
        var allowed = Objectives.Of(drill);
        var folder = EvidenceFolder.Make(parent, order.Name, now);
        var experiment = DrillFiles.Read(order.Name, settings.Add("evidence", folder.FullPath));
        var window = new LoadWindow(TimeProvider.System);
        var measured = new MeasuredByDrill(system, window, TimeProvider.System);
        var commands = new InProcessCommands(target, measured);
        progress.Report($"drill {order.Name} against {system.Description}, {hit} is hit, seed {seed}, {requestsPerSecond} requests a second, time scale {system.TimeScale}");
        var record = await new Drill(system, commands.RunAsync, window, TimeProvider.System, progress)
            .RunAsync(experiment, new DrillOptions(hit, requestsPerSecond, seed, runId, folder.FullPath, patience ?? system.SettlesWithin) { Begun = () => measured.Patience = patience }, cancel);
        var report = DrillReport.Of(record, new DrillSetting(system.Description, hit, system.TimeScale, seed, runId, requestsPerSecond, experiment.Terms.Targets), allowed);
        await folder.WriteAsync(report, record);
        return (report, folder.FullPath);
    }
}
