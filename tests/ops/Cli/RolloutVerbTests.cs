namespace Appointments.Tests.Cli;

/// <summary>What <c>rollout</c> says of its own soak before it asks anything of AWS.</summary>
public sealed class RolloutVerbTests
{
    [Fact]
    public async Task ASoakThatIsTooShortForAlarms_IsTaken_AndSaysForWhich()
    {
        var (without, with) = (await Session.RunAsync("rollout", "--stack", "prod", "--dry-run"), await Session.RunAsync("rollout", "--stack", "prod", "--dry-run", "--soak", "600"));

        Assert.Equal((0, 0), (without.Exit, with.Exit));
        Assert.Contains("Each step is watched for 1080 s.", without.Errors);
        Assert.DoesNotContain("Too short", without.Errors);
        Assert.Contains("Each step is watched for 600 s.", with.Errors);
        Assert.Matches("Too short for alarms that need 1080 s: .*sa-east-1-watch-alarms-api-latency", with.Errors);
    }
}
