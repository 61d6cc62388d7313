using System.Text.Json.Nodes;

namespace Appointments.Tests.Cli;

/// <summary>
/// A local run that plays a deployment on AWS: a file of outputs with its addresses, and a program <c>aws</c> before all others on the PATH that makes the local run's faults where AWS would make its own.
/// It cannot prove that FIS and Lambda answer as the script does.
/// </summary>
internal sealed class AwsInPlay : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aws-in-play-");

    private AwsInPlay(RunningSystem system) => System = system;

    public RunningSystem System { get; }

    public string Outputs => Path.Combine(folder.FullName, "outputs.json");

    /// <summary>Every call of <c>aws</c> so far.</summary>
    public string[] Calls => File.Exists(Path.Combine(folder.FullName, "calls")) ? File.ReadAllLines(Path.Combine(folder.FullName, "calls")) : [];

    public static async Task<AwsInPlay> StartAsync()
    {
        var play = new AwsInPlay(await RunningSystem.StartAsync("--time-scale", "60"));
        await play.WriteOutputsAsync();
        await play.WriteAwsAsync();
        return play;
    }

    public Task<Outcome> TypeAsync(params string[] words) => Session.RunAsync(new Dictionary<string, string>
    {
        ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
        ["APPOINTMENTS_DRILL_API_KEY"] = System.DrillApiKey,
    }, [.. words, "--outputs", Outputs]);

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The outputs as the program has them, with templates of FIS, and addresses on this machine.</summary>
    private async Task WriteOutputsAsync()
    {
        var graph = await Session.RunAsync("graph", "--stack", "dev", "--set", "faultInjection=true", "--json");
        var (outputs, here) = (JsonNode.Parse(graph.Output)!["outputs"]!.AsObject(), await System.Control.DeploymentAsync());
        (outputs["url"], outputs["originUrl"], outputs["endpoints"]) = (here["edge"]!.DeepClone(), here["origin"]!.DeepClone(), new JsonObject());
        foreach (var region in here["regions"]!.AsArray())
        {
            var name = region!["name"]!.ToString();
            outputs["regionUrls"]![name] = region["stage"]!.DeepClone();
            outputs["endpoints"]![name] = new JsonObject { ["dynamoDb"] = region["endpoints"]!["dynamoDb"]!.DeepClone(), ["sqs"] = region["endpoints"]!["sqs"]!.DeepClone() };
            foreach (var (country, queue) in region["queues"]!.AsObject())
                outputs["queues"]![name]![country] = new JsonObject { ["url"] = queue!["url"]!.DeepClone(), ["deadLetters"] = queue["deadLetters"]!.DeepClone() };
        }
        await File.WriteAllTextAsync(Outputs, outputs.ToJsonString());
    }

    private async Task WriteAwsAsync()
    {
        var program = Path.Combine(folder.FullName, "aws");
        await File.WriteAllTextAsync(program, $$$"""
            #!/bin/sh
            echo "$@" >> {{{folder.FullName}}}/calls
            service=$1 call=$2
            while [ $# -gt 0 ]; do case $1 in --region) region=$2;; --experiment-template-id) template=$2;; --reserved-concurrent-executions) number=$2;; esac; shift; done
            fault() { APPOINTMENTS_ROOT={{{Session.Root}}} dotnet {{{Session.Program}}} fault "$1" "$2" --region "$region" --control {{{System.ControlUrl}}} > /dev/null; }
            state={{{folder.FullName}}}/$service-$region
            experiment() { echo "{\"id\": \"EXP1\", \"experimentTemplateId\": \"$(cat "$state")\", \"creationTime\": \"2026-11-24T20:00:00+00:00\", \"state\": {\"status\": \"running\"}}"; }
            case "$service $call" in
              "fis start-experiment") echo "$template" > "$state"; fault inject replication-stopped || exit 254; echo "{\"experiment\": $(experiment)}";;
              "fis get-experiment") echo "{\"experiment\": $(experiment)}";;
              "fis list-experiments") if [ -f "$state" ]; then echo "{\"experiments\": [$(experiment)]}"; else echo '{"experiments": []}'; fi;;
              "fis stop-experiment") fault clear replication-stopped || exit 254; rm "$state"; echo '{}';;
              "lambda get-function-concurrency") if [ -f "$state" ]; then echo '{"ReservedConcurrentExecutions": 0}'; fi;;
              "lambda put-function-concurrency") [ "$number" = 0 ] || exit 254; [ -f "$state" ] || fault inject functions-failing || exit 254; touch "$state"; echo '{"ReservedConcurrentExecutions": 0}';;
              "lambda delete-function-concurrency") if [ -f "$state" ]; then fault clear functions-failing || exit 254; rm "$state"; fi;;
              *) echo "nobody said what $service $call does" >&2; exit 252;;
            esac
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) // where sh is no program either
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
