using System.Globalization;
using System.Text.RegularExpressions;
using Appointments.Graph;
using Appointments.Plan;
using Appointments.Rollout.Aws;

namespace Appointments.Tests.Run.Rollout;

/// <summary>What a rollout watches, and for how long, on the graphs of both environments.</summary>
public sealed class WatchedAlarmsTests
{
    private static async Task<WatchedAlarms> OfAsync(string stack) => new(await GraphRecorder.RecordAsync(StackConfiguration.Read(World.Root, stack, [])));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task ARegion_IsWatchedByItsOwnAlarms_AndByRoute53sOpinionOfIt(string stack)
    {
        var watched = await OfAsync(stack);

        foreach (var region in new[] { "us-east-1", "sa-east-1" })
        {
            var alarms = watched.Of(region);
            Assert.Equal([("global-watch-alarms-" + region + "-health", Names.GlobalProviderRegion)], alarms.Where(alarm => !alarm.Name.StartsWith(region)).Select(alarm => (alarm.Name, alarm.Region!)));
            Assert.True(alarms.Count(alarm => alarm.Region == region) > 20);
            Assert.Contains(alarms, alarm => alarm.Name == $"{region}-watch-alarms-region"); // the composite one
        }
    }

    /// <summary>The slowest look at three times five minutes.</summary>
    [Fact]
    public async Task TheSoak_IsAsLongAsTheSlowestAlarmNeeds_AndAShorterOneSaysWhoIsSilent()
    {
        var watched = await OfAsync("prod");

        Assert.Equal(TimeSpan.FromMinutes(15) + WatchedAlarms.Margin, watched.Soak);
        Assert.Empty(watched.SilentWithin(watched.Soak));
        var silent = watched.SilentWithin(TimeSpan.FromMinutes(10)).Select(alarm => alarm.Name).ToArray();
        Assert.Contains("sa-east-1-watch-alarms-api-latency", silent);
        Assert.Contains("us-east-1-watch-alarms-iterator-age", silent);
        Assert.Contains("sa-east-1-watch-alarms-api-5xx", silent);
        Assert.DoesNotContain("sa-east-1-watch-alarms-change-status-errors", silent);
    }

    /// <summary>Two regions and the edge, each watched; before, between and after, updates of ten minutes; and one way back.</summary>
    [Fact]
    public async Task TheWorkflow_HasTime_ForAWholeRollout()
    {
        var needed = 3 * (await OfAsync("prod")).Soak + 6 * TimeSpan.FromMinutes(10);
        var workflow = File.ReadAllText(Path.Combine(World.Root, ".github/workflows/deploy.yml"));
        var prod = workflow[workflow.IndexOf("\n  prod:", StringComparison.Ordinal)..];

        Assert.True(TimeSpan.FromMinutes(Number(prod, "timeout-minutes")) >= needed);
        Assert.True(TimeSpan.FromSeconds(Number(prod, "role-duration-seconds")) >= needed);

        static int Number(string text, string key) => int.Parse(Regex.Match(text, $@"{key}: (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task All_AreThoseOfRegionsToo_ButNotWhatTellsOfADay()
    {
        var all = (await OfAsync("prod")).Of(null).Select(alarm => alarm.Name).ToArray();

        Assert.Contains("global-watch-alarms-edge-firewall", all);
        Assert.Contains("us-east-1-watch-alarms-api-5xx", all);
        Assert.DoesNotContain(all, name => name.StartsWith("global-backups-"));
    }
}
