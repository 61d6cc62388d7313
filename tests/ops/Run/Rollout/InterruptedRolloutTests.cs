using Appointments.Rollout;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Run.Rollout;

public sealed class InterruptedRolloutTests
{
    /// <summary>Ctrl-C while it is watched: what has the release unjudged is named, with the way back.</summary>
    [Theory]
    [InlineData("us-east-1", "us-east-1", RegionResult.Unjudged, RegionResult.NotTouched)]
    [InlineData("sa-east-1", "sa-east-1", RegionResult.Updated, RegionResult.Unjudged)]
    [InlineData(ScriptedReleases.All, "what builds on the regions", RegionResult.Updated, RegionResult.Updated)]
    public async Task ARollout_ThatIsInterrupted_SaysWhatNobodyHasJudged_AndTheWayBack(string at, string named, RegionResult first, RegionResult second)
    {
        using var interrupted = new CancellationTokenSource();
        var releases = new ScriptedReleases
        {
            Probe = (region, isReleased) =>
            {
                if (isReleased && region == at)
                    interrupted.Cancel();
                return null;
            },
        };

        var report = await new RegionByRegion(releases, releases, new Pace(TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromSeconds(30)), new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) }, new Progress<RolloutEvent>())
            .RunAsync(releases.Regions, despiteAlarms: false, interrupted.Token);

        Assert.Equal((RolloutOutcome.Interrupted, $"Interrupted: {named} may have the release, whole or in part, and nobody has seen whether it is well. To go back, by hand: type this. To go on: say rollout again."), (report.Outcome, report.Sentence));
        Assert.Equal([first, second], report.Regions.Select(region => region.Result));
        Assert.Equal($"put {at}", releases.Acts[^1]); // nothing more was done
    }
}
