using System.Text.Json.Nodes;

namespace Appointments.Tests.Cli;

public sealed class DoctorVerbTests
{
    [Fact]
    public async Task AMachine_ThatRunsTheTests_IsSaidToBeWell()
    {
        var outcome = await Session.RunAsync("doctor");

        Assert.True(outcome.Exit is 0, outcome.Output);
        Assert.Matches(@"there +│ \.NET SDK +│ run, test, graph, pulumi up │ 10\.", outcome.Output);
        Assert.DoesNotContain('\x1b', outcome.Output);
    }

    [Fact]
    public async Task AnEmptyMachine_IsToldWhatToType()
    {
        var empty = Directory.CreateTempSubdirectory("no-tools-").FullName;

        var outcome = await Session.RunAsync(new Dictionary<string, string> { ["PATH"] = empty, ["JAVA_HOME"] = "", ["APPOINTMENTS_CACHE"] = empty }, "doctor", "--json");

        Assert.Equal(1, outcome.Exit);
        var findings = JsonNode.Parse(outcome.Output)!.AsArray();
        var stopping = findings.Where(finding => finding!["stops"]!.GetValue<bool>()).ToArray();
        Assert.Equal(6, stopping.Length); // the SDK, Java, and the four that npm would fetch
        Assert.All(stopping, finding => Assert.Equal("Missing", finding!["presence"]!.ToString()));
        Assert.Contains(stopping, finding => finding!["mend"]!.ToString().EndsWith("apt-get install -y openjdk-17-jre-headless'"));
        Assert.Contains(findings, finding => finding!["what"]!.ToString() is "clang or gcc" && !finding["stops"]!.GetValue<bool>()); // only what is deployed needs it
        Directory.Delete(empty);
    }
}
