using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary><c>fault</c> beside a run in another process, as an operator or a drill has it.</summary>
public sealed class FaultVerbTests
{
    [Fact]
    public async Task AFault_IsInjectedListedAndCleared_ByTheCommandLine()
    {
        await using var system = await RunningSystem.StartAsync();
        async Task<Outcome> FaultAsync(params string[] words) => await Session.RunAsync(["fault", .. words, "--control", system.ControlUrl]);
        async Task<int> ListAsync() => (await system.Regions["us-east-1"].GetAsync("/appointments")).Code;

        var injected = await FaultAsync("inject", "functions-failing", "--region", "us-east-1");
        var whileThere = await ListAsync();
        var again = await FaultAsync("inject", "functions-failing", "--region", "us-east-1", "--json");
        var listed = await FaultAsync("list");
        var json = JsonNode.Parse((await FaultAsync("list", "--json")).Output)!.AsArray();
        var invalid = await FaultAsync("inject", "functions-slow", "--region", "us-east-2");
        var cleared = await FaultAsync("clear", "functions-failing", "--region", "us-east-1");
        var afterwards = await ListAsync();
        var nothing = await FaultAsync("list");

        Assert.Equal((0, 0, 0, 2, 0), (injected.Exit, again.Exit, listed.Exit, invalid.Exit, cleared.Exit));
        Assert.Equal((502, 200), (whileThere, afterwards));
        Assert.StartsWith("Injected functions-failing --region us-east-1: ", injected.Output);
        Assert.Equal("alreadySo", JsonNode.Parse(again.Output)!["kind"]!.ToString());
        Assert.Matches("functions-failing .*us-east-1", listed.Output);
        Assert.Equal(("functions-failing", "us-east-1"), (json[0]!["fault"]!["kind"]!.ToString(), json[0]!["fault"]!["region"]!.ToString()));
        Assert.Equal("There is no region us-east-2: the regions are us-east-1, sa-east-1.\nfunctions-slow needs seconds, how much longer an invocation takes: from 0.001 to 900.", invalid.Errors);
        Assert.Equal(("Cleared functions-failing --region us-east-1.", "Nothing is wrong on purpose."), (cleared.Output, nothing.Output));
    }
}
