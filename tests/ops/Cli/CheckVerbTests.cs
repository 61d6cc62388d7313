using System.Text.Json;

namespace Appointments.Tests.Cli;

public sealed class CheckVerbTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task AStack_ThatKeepsEveryPolicy_IsDone(string stack)
    {
        var outcome = await Session.RunAsync("check", "--stack", stack);

        Assert.Equal(0, outcome.Exit);
        Assert.Equal("note: No person is told of the alarms of global-watch-topic, sa-east-1-watch-topic, us-east-1-watch-topic: set appointments:alarmEmails, or subscribe to them by hand.", outcome.Errors);
        Assert.Matches($"^{stack}: [0-9]+ resources, [1-9][0-9] policies, 0 violations$", outcome.Output);
    }

    [Fact]
    public async Task AnUnprotectedProduction_IsNotSo_AndEachViolationSaysWhatToDo()
    {
        var outcome = await Session.RunAsync("check", "--stack", "prod", "--set", "protectData=false", "--set", "alarmEmails=[oncall@example.com]", "--json");

        Assert.Equal((1, ""), (outcome.Exit, outcome.Errors));
        var violations = JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().ToArray();
        Assert.Equal(13, violations.Length); // three tables: Pulumi, the table itself, its replica; two keys and two vaults: Pulumi
        Assert.All(violations, violation => Assert.Equal("stateful-protection", violation.GetProperty("policy").GetString()));
        Assert.All(violations, violation => Assert.NotEmpty(violation.GetProperty("todo").GetString()!));
    }

    [Fact]
    public async Task Violations_AreATable_ForPeople()
    {
        var outcome = await Session.RunAsync("check", "--stack", "prod", "--set", "protectData=false");

        Assert.Equal(1, outcome.Exit);
        Assert.Contains("stateful-protection", outcome.Output);
        Assert.EndsWith(" policies, 13 violations", outcome.Output);
    }
}
