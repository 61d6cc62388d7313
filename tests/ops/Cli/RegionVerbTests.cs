using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary><c>region</c> beside a run in another process, as an operator has it.</summary>
public sealed class RegionVerbTests
{
    [Fact]
    public async Task ARegion_IsDrainedAndRestored_ByTheCommandLine()
    {
        await using var system = await RunningSystem.StartAsync("--time-scale", "60");
        async Task<Outcome> RegionAsync(params string[] words) => await Session.RunAsync(["region", .. words, "--control", system.ControlUrl]);
        await Eventually.SeeAsync(system.Control.StatusAsync, status => status["regions"]!.AsArray().All(region => region!["healthy"]!.GetValue<bool>()), "both regions healthy");

        var drained = await RegionAsync("drain", "us-east-1", "--reason", "vacación del equipo", "--json");
        var again = await RegionAsync("drain", "us-east-1", "--reason", "once more");
        var last = await RegionAsync("drain", "sa-east-1", "--reason", "x");
        var unknown = await RegionAsync("drain", "us-east-2", "--reason", "x");
        var status = await RegionAsync("status");
        var json = JsonNode.Parse((await RegionAsync("status", "--json")).Output)!.AsArray();

        Assert.Equal((0, 0, 1, 2), (drained.Exit, again.Exit, last.Exit, unknown.Exit));
        Assert.Equal(("done", "us-east-1"), (JsonNode.Parse(drained.Output)!["kind"]!.ToString(), JsonNode.Parse(drained.Output)!["region"]!.ToString()));
        Assert.Contains("vacación del equipo", again.Output);
        Assert.Contains("sa-east-1 is not drained: no other region serves (us-east-1 is drained: vacación del equipo).", last.Output);
        Assert.Contains("There is no region us-east-2: the regions are us-east-1, sa-east-1.", unknown.Errors);
        Assert.Matches($"us-east-1 .*no .*since .* by {Environment.UserName}@.*: vacación del equipo .*us-east-1, sa-east-1", status.Output);
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", json.Single(region => region!["region"]!.ToString() is "us-east-1")!["drained"]!["by"]!.ToString());
        await Eventually.SeeAsync(() => system.Edge.GetAsync("/health"), answer => answer.Code is 200 && answer.Body["region"]!.ToString() is "sa-east-1", "the edge in the other region");

        Assert.Equal(0, (await RegionAsync("restore", "us-east-1", "--reason", "back from holidays", "--by", "luz@clinic", "--wait")).Exit);
        await Eventually.SeeAsync(() => system.Edge.GetAsync("/health"), answer => answer.Code is 200 && answer.Body["region"]!.ToString() is "us-east-1", "the edge back in the first region");

        var emptied = await RegionAsync("drain", "us-east-1", "--reason", "waited for", "--by", "ana@clinic", "--wait", "--give-up-after", "10m", "--json");
        var history = JsonNode.Parse((await RegionAsync("history", "--json")).Output)!["acts"]!.AsArray();

        Assert.Equal((0, true), (emptied.Exit, JsonNode.Parse(emptied.Output)!["waited"]!["done"]!.GetValue<bool>()));
        Assert.Matches(@"\d:\d\d  DNS: .*; queues: .*; replication us-east-1 to sa-east-1: .*  \(given up in \d+:\d\d\)", emptied.Errors);
        Assert.Equal(["drain waited for", "restore back from holidays", "drain vacación del equipo"], history.Select(act => $"{act!["act"]} {act["reason"]}"));
        Assert.Equal(["ana@clinic", "luz@clinic", $"{Environment.UserName}@{Environment.MachineName}"], history.Select(act => act!["by"]!.ToString()));
        Assert.All(history, act => Assert.Equal(2, act!["heldBy"]!.AsArray().Count));

        var (named, other) = (await RegionAsync("drain", "sa-east-1", "--reason", "x", "--even-the-last", "sa-east-1", "--dry-run"), await RegionAsync("drain", "sa-east-1", "--reason", "x", "--even-the-last", "us-east-1"));
        Assert.Equal((0, 2), (named.Exit, other.Exit));
        Assert.Contains("A dry run: nothing was written.", named.Output);
        Assert.Contains("--even-the-last us-east-1 names another region than the one to drain: expected sa-east-1 once more.", other.Errors);
        var hopeless = await RegionAsync("drain", "sa-east-1", "--reason", "x", "--even-the-last", "sa-east-1", "--emergency", "--wait", "--give-up-after", "1s");
        Assert.Equal(1, hopeless.Exit); // all unhealthy is all: nobody is led elsewhere
        Assert.Contains("Given up after", hopeless.Output);
        Assert.StartsWith("emergency: writes at once", hopeless.Errors);
        Assert.Contains("with --wait only DNS is waited for, 1 s at most", hopeless.Errors);

        // Without --control and without the variable: by the file that the run left for its user.
        var found = await system.EndByAsync($"unset APPOINTMENTS_CONTROL_URL; dotnet {Session.Program} region status --json; exit $?");
        Assert.Equal(0, found.Exit);
        Assert.Contains("\"watcher\": \"sa-east-1\"", found.Output);
        Assert.Equal(1, (await RegionAsync("status")).Exit); // nothing answers there any more
    }
}
