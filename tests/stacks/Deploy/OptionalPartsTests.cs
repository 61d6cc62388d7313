using Appointments.Checks;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>What a setting adds keeps the policies too: each that may be switched on is, at once, in either environment.</summary>
[Collection(nameof(Recorded))]
public sealed class OptionalPartsTests(Recorded recorded)
{
    private const string Secret = "a-value-that-is-long-enough-0";

    /// <summary>Each switched on, as far from its default as it goes where it changes what is declared. Two exclude each other, hence two sets.</summary>
    private static readonly string[] Common =
    [
        "routing=geoproximity", "geoproximityBiases=[{region: us-east-1, bias: 20}]", "healthCheckIntervalSeconds=10", "protectData=true", "protectOrigin=true", "tracing=true",
        "alarmEmails=[ana@clinic.example]", "runbookUrl=https://wiki.clinic.example/runbook", "accountId=123456789012", "shieldAdvanced=true", $"originSecretSecond={Secret}-x", $"apiKeySecond={Secret}-y", $"drillApiKey={Secret}-z",
        "pointInTimeRecoveryDays=7", "backupRetentionDays=35", "backupCopyRegion=sa-east-1", "backupVaultLock=compliance", "monthlyBudgetUsd=200",
        "registrationConcurrency=10", "functionReservedConcurrency=20", "apiCacheGigabytes=0.5", "acceleratedRecovery=true", "listShards=2", "functionArchitecture=arm64", "autoDrain=on", "faultInjection=true",
    ];

    internal static readonly string[][] Sets = [[.. Common, "customerManagedKey=true"], [.. Common, "customerManagedKey=false", "contributorInsights=all", "routing=geolocation", "geoproximityBiases=[]", "backupVaultLock=governance", "autoDrain=dry-run"]];

    /// <summary>Sizes and texts: there is nothing to switch on. A new setting has to be put here or above.</summary>
    private static readonly Setting[] NoSwitches =
    [
        Settings.Regions, Settings.PrimaryRegion, Settings.Countries, Settings.Zone, Settings.Geolocations, Settings.RecordTtlSeconds, Settings.UsagePlanRatePerSecond, Settings.UsagePlanBurst,
        Settings.UsagePlanRequestsPerMonth, Settings.LogRetentionDays, Settings.FunctionMemoryMegabytes, Settings.FunctionTimeoutSeconds, Settings.FunctionsArchive, Settings.EdgeRequestsPerFiveMinutes,
        Settings.OriginSecret, Settings.ApiKey, Settings.DrillRequestsPerMonth, Settings.RegistrationBatchSize, Settings.ApiCacheSeconds,
    ];

    public static TheoryData<string, int> Each
    {
        get
        {
            var each = new TheoryData<string, int>();
            foreach (var stack in Recorded.Stacks)
                for (var set = 0; set < Sets.Length; set++)
                    each.Add(stack, set);
            return each;
        }
    }

    [Theory, MemberData(nameof(Each))]
    public async Task WithEveryOptionalPart_NoPolicyIsBroken(string stack, int set)
    {
        var graph = await recorded.GraphAsync(stack, Sets[set]);

        Assert.True(graph.Resources.Length > (await recorded.GraphAsync(stack)).Resources.Length);
        Assert.Empty(PolicyPack.Check(graph).Select(violation => $"{violation.Policy}: {violation.Resource} {violation.What}"));
    }

    [Fact]
    public void EverySetting_IsSwitchedOn_OrHasNothingToSwitch()
    {
        var switched = Sets.SelectMany(set => set).Select(assignment => assignment.Split('=')[0]).Distinct();

        Assert.Equal(Settings.All.Select(setting => setting.Key).Order(), switched.Concat(NoSwitches.Select(setting => setting.Key)).Order());
    }
}
