using Appointments.Tests.Deploy;

namespace Appointments.Tests.Cli;

public sealed class HelpTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("graph")]
    [InlineData("graph diff")]
    [InlineData("check")]
    [InlineData("settings")]
    [InlineData("cost")]
    [InlineData("test")]
    [InlineData("region")]
    [InlineData("rollout")]
    [InlineData("region drain")]
    [InlineData("fault")]
    [InlineData("fault inject")]
    [InlineData("drill")]
    [InlineData("drill run")]
    [InlineData("drill compare")]
    [InlineData("probe")]
    [InlineData("probe success-rate")]
    [InlineData("region restore")]
    [InlineData("quarantine")]
    [InlineData("quarantine requeue")]
    [InlineData("backup")]
    [InlineData("backup put-back")]
    [InlineData("drill lose-rows")]
    [InlineData("doctor")]
    [InlineData("bench")]
    public async Task EachVerb_SaysWhatItTakes(string verb)
    {
        var outcome = await Session.RunAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        Approved.Matches(outcome.Output, $"Help.{verb.Replace(' ', '.')}");
    }

    [Fact]
    public async Task ACallWithoutArguments_ShowsTheVerbs()
    {
        var bare = await Session.RunAsync();
        var asked = await Session.RunAsync("--help");

        Assert.Equal((0, ""), (bare.Exit, bare.Errors));
        Assert.Equal(asked.Output, bare.Output);
        Approved.Matches(bare.Output, "Help");
    }
}
