using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary><c>quarantine</c> beside a run in another process, as an operator has it.</summary>
public sealed class QuarantineVerbTests
{
    [Fact]
    public async Task AnEntry_IsListed_Shown_RefusedForItsQueue_AndDiscarded_ByTheCommandLine()
    {
        await using var system = await RunningSystem.StartAsync();
        async Task<Outcome> QuarantineAsync(params string[] words) => await Session.RunAsync(["quarantine", .. words, "--control", system.ControlUrl]);
        await system.Edge.RegisterAsync("peru", "id-1", "Perú");
        await Eventually.SeeAsync(() => system.Edge.GetAsync("/appointments/id-1"), found => found.Code is 200, "the first registration");
        await system.Edge.RegisterAsync("peru", "id-1", "Perú", "dr-a");
        await Eventually.SeeAsync(() => system.Edge.GetAsync("/appointments/id-1"), found => found.Body["quarantined"]!.AsArray().Count is 1, "the entry in quarantine");

        await system.Edge.RegisterAsync("peru", "id-1", "Perú", "dr-b");
        await Eventually.SeeAsync(() => system.Edge.GetAsync("/appointments/id-1"), found => found.Body["quarantined"]!.AsArray().Count is 2, "the second entry in quarantine");

        var unnamed = await QuarantineAsync("discard", "id-1", "--reason", "which one?");
        var second = JsonNode.Parse((await QuarantineAsync("show", "id-1", "--json")).Output)!.AsArray().Single(each => each!["content"]!.ToString().Contains("dr-b"))!["key"]!.ToString();
        var named = await QuarantineAsync("discard", "id-1", "--entry", second, "--reason", "the other one stays", "--by", "luz@clinic");

        Assert.Equal((2, 0), (unnamed.Exit, named.Exit));
        Assert.StartsWith("id-1 has 2 entries that wait; name one with --entry:\n", unnamed.Errors);
        Assert.Contains($"  {second}  ", unnamed.Errors);

        var (list, show, json) = (await QuarantineAsync("list"), await QuarantineAsync("show", "id-1"), await QuarantineAsync("list", "--json", "--limit", "1"));
        var (requeue, discard, again) = (await QuarantineAsync("requeue", "id-1"), await QuarantineAsync("discard", "id-1", "--reason", "told the clinic"), await QuarantineAsync("discard", "id-1", "--reason", "twice"));
        var (left, all, nothing) = (await QuarantineAsync("list"), await QuarantineAsync("list", "--all"), await QuarantineAsync("show", "id-2"));

        Assert.Equal((0, 0, 0, 1, 0, 0, 0, 0, 1), (list.Exit, show.Exit, json.Exit, requeue.Exit, discard.Exit, again.Exit, left.Exit, all.Exit, nothing.Exit));
        Assert.Matches("id-1 .*us-east-1#.* no ", list.Output);
        Assert.Contains("""content   {"appointmentId":"id-1","country":"PE","schedule":"dr-a","status":"requested"}""", show.Output);
        Assert.Equal("id-1", JsonNode.Parse(json.Output)!["entries"]!.AsArray().Single()!["appointmentId"]!.ToString());
        Assert.Contains("id-1 is registered already, for PE without a schedule", requeue.Output);
        Assert.Contains("resolved: nothing comes of it", discard.Output);
        Assert.Contains("told the clinic", again.Output);
        Assert.Contains("0 entries.", left.Output);
        Assert.Contains($"by {Environment.UserName}@{Environment.MachineName}: told the clinic", all.Output);
        Assert.Contains("by luz@clinic: the other one stays", all.Output);

        var policy = await Session.RunAsync("region", "policy", "--control", system.ControlUrl);
        Assert.Contains("arn:aws:dynamodb:sa-east-1:123456789012:table/", policy.Output);
    }
}
