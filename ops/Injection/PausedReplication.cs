using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Regions;
using Appointments.Rollout;
using Appointments.Rollout.Aws;

namespace Appointments.Injection;

/// <summary>Replication between a region and all others stops, by an experiment of AWS Fault Injection Service.</summary>
/// <remarks>Sources, all AWS: "AWS FIS Actions reference" (tables may be replicated for up to 5 minutes after the action begins); FIS API, "StartExperiment", "GetExperiment", "ListExperiments", "ExperimentState".</remarks>
internal sealed class PausedReplication(ICommands commands, IRegions regions, TimeProvider clock, IProgress<string> progress) : IAwsFault
{
    /// <summary>The five minutes that AWS says, and one for the experiment to begin or end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>So many looks in a row must see nothing pass: one alone may be a write that takes its time.</summary>
    private const int Silent = 3;

    private static readonly ImmutableArray<string> UnderWay = ["pending", "initiating", "running"];

    public FaultKind Kind => FaultKind.ReplicationStopped;

    public bool Waits => true;

    private static string Word => FaultKind.ReplicationStopped.Word();

    /// <summary>Why it cannot be made as it is asked for; null: it can.</summary>
    public static string? WhyNot(DeployedRegion region, Fault fault) =>
        fault.To is { } to ? $"{Word} in the direction of {to} alone cannot be made on AWS: FIS stops replication into the region and out of it. Leave --to out."
        : region.FaultTemplates.ContainsKey(Word) ? null
        : $"This deployment has no FIS template for {Word} in {region.Name}: pulumi config set appointments:faultInjection true, then pulumi up, and write the outputs anew.";

    public async Task<ImmutableArray<ActiveFault>> ActiveAsync(DeployedRegion region, CancellationToken cancel) =>
        [.. (await ExperimentsAsync(region, cancel)).Take(1).Select(experiment => new ActiveFault(new Fault(Kind, region.Name), experiment.Since))];

    public async Task<string> MakeAsync(DeployedRegion region, CancellationToken cancel)
    {
        var begin = clock.GetTimestamp();
        using var started = JsonDocument.Parse(await AskAsync(region, cancel, "start-experiment", "--experiment-template-id", region.FaultTemplates[Word]));
        var id = started.RootElement.GetProperty("experiment").GetProperty("id").GetString()!;
        var silent = 0;
        try
        {
            await WaitAsync($"FIS experiment {id} stops replication of {region.Name}", async () =>
            {
                if (await StateAsync(region, id, cancel) is var (status, reason) && !UnderWay.Contains(status))
                    throw new OperatorException($"FIS experiment {id} of {region.Name} is {status} instead of running: {reason}. Nothing was made; its log group says more.");
                silent = (await LinksAsync(region, cancel)).All(link => link.Problem is null && link.PassesNothing) ? silent + 1 : 0;
                return silent is Silent;
            }, cancel);
        }
        catch (Exception first)
        {
            await TakeBackAsync(region, id, first); // nobody was told of a fault, so there must be none
            throw;
        }
        return string.Create(CultureInfo.InvariantCulture, $"by FIS experiment {id}; nothing has passed either way since at most {clock.GetElapsedTime(begin).TotalSeconds:0} s after its start. It ends by itself after 30 minutes.");
    }

    public async Task EndAsync(DeployedRegion region, CancellationToken cancel)
    {
        await StopAsync(region, cancel);
        await WaitAsync($"replication of {region.Name} passes again", async () => (await LinksAsync(region, cancel)).All(link => link.Problem is null && link.Arrived), cancel);
    }

    /// <summary>What went wrong first is said, also where this goes wrong as well.</summary>
    private async Task TakeBackAsync(DeployedRegion region, string id, Exception first)
    {
        try { await StopAsync(region, CancellationToken.None); }
        catch (Exception half) when (half is ReleaseException or OperatorException)
        {
            throw new ReleaseException($"{first.Message}\nFIS experiment {id} could not be stopped ({half.Message.ReplaceLineEndings(" ")}). Stop it: {Stop(region, id)}; by itself it ends after 30 minutes.", first);
        }
    }

    /// <summary>One that cannot be stopped keeps no other from being.</summary>
    private async Task StopAsync(DeployedRegion region, CancellationToken cancel)
    {
        List<string> problems = [];
        foreach (var (id, _) in await ExperimentsAsync(region, cancel))
        {
            try { await commands.RunAsync(Stop(region, id), cancel); }
            catch (ReleaseException problem) { problems.Add($"FIS experiment {id} may go on ({problem.Message.ReplaceLineEndings(" ")}). Stop it: {Stop(region, id)}; by itself it ends after 30 minutes."); }
        }
        if (problems is not [])
            throw new OperatorException(string.Join('\n', problems));
    }

    private static CommandLine Stop(DeployedRegion region, string id) => Aws(region, "stop-experiment", "--id", id);

    private async Task<ImmutableArray<ReplicationSighting>> LinksAsync(DeployedRegion region, CancellationToken cancel) =>
        [.. (await Task.WhenAll(regions.ReplicationAsync(region.Name, null, cancel), regions.ReplicationAsync(null, region.Name, cancel))).SelectMany(links => links)];

    private async Task WaitAsync(string what, Func<Task<bool>> isSo, CancellationToken cancel)
    {
        var begin = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, clock);
        while (!await isSo())
        {
            var waited = clock.GetElapsedTime(begin);
            if (waited > Longest)
                throw new OperatorException($"Not within {Longest.TotalMinutes:0} minutes: {what}. Look at it with ./appointments region status, and at the experiment in FIS.");
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"waiting until {what}, {waited.TotalSeconds:0} s (AWS: up to 5 minutes)"));
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private async Task<(string Status, string Reason)> StateAsync(DeployedRegion region, string id, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(await AskAsync(region, cancel, "get-experiment", "--id", id));
        var state = json.RootElement.GetProperty("experiment").GetProperty("state");
        return (state.GetProperty("status").GetString()!, state.TryGetProperty("reason", out var reason) ? reason.GetString()! : "no reason is given");
    }

    private async Task<ImmutableArray<(string Id, DateTimeOffset? Since)>> ExperimentsAsync(DeployedRegion region, CancellationToken cancel)
    {
        if (!region.FaultTemplates.TryGetValue(Word, out var template))
            return []; // without a template there was none to start
        using var json = JsonDocument.Parse(await AskAsync(region, cancel, "list-experiments"));
        return [.. from experiment in json.RootElement.GetProperty("experiments").EnumerateArray()
                   where experiment.GetProperty("experimentTemplateId").GetString() == template && UnderWay.Contains(experiment.GetProperty("state").GetProperty("status").GetString()!)
                   select (experiment.GetProperty("id").GetString()!, Time(experiment))];
    }

    /// <summary>Version 2 of the command line writes ISO 8601, version 1 seconds since 1970.</summary>
    private static DateTimeOffset? Time(JsonElement experiment) => !experiment.TryGetProperty("creationTime", out var time) ? null
        : time.ValueKind is JsonValueKind.Number ? DateTimeOffset.FromUnixTimeMilliseconds((long)(time.GetDouble() * 1000)) : time.GetDateTimeOffset();

    private Task<string> AskAsync(DeployedRegion region, CancellationToken cancel, params string[] words) => commands.RunAsync(Aws(region, words), cancel);

    private static CommandLine Aws(DeployedRegion region, params string[] words) => new("aws", ["fis", .. words, "--region", region.Name, "--output", "json"]);
}
