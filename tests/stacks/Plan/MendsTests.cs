using Appointments.Plan;

namespace Appointments.Tests.Plan;

/// <summary>What is said of wrong settings: each that is wrong of itself, once, and what mends it in the stack that was meant.</summary>
public sealed class MendsTests
{
    public static TheoryData<string> Switches => new(Settings.All.Where(setting => setting.Type is SettingType.YesOrNo).Select(setting => setting.Key));

    private static SettingProblem Problem(SettingsText settings) => Assert.Single(Assert.Throws<SettingsException>(settings.Parse).Problems);

    private static string List(params string[] regions) => $"""["{string.Join("\",\"", regions)}"]""";

    [Theory, MemberData(nameof(Switches))]
    public void ASwitch_IsMendedByItsDefault_SoThatNobodyBuysWhatHeDidNotAskFor(string key)
    {
        var problem = Problem(new SettingsText().With(key, "maybe"));

        Assert.Equal($"pulumi config set appointments:{key} {Settings.All.Single(setting => setting.Key == key).Default} --stack dev", problem.Remedy);
    }

    [Fact]
    public void AList_IsMendedInTheFileOfItsStack() =>
        Assert.Equal("edit appointments:alarmEmails in Pulumi.dev.yaml, such as [oncall@example.com]", Problem(new SettingsText().With("alarmEmails", "[1]")).Remedy);

    /// <summary>The first is wrong; what the others say is right once it is mended.</summary>
    [Theory]
    [InlineData("regions", """["us-east-1"]""", "backupCopyRegion", "sa-east-1")]
    [InlineData("regions", "", "primaryRegion", "eu-west-1", "backupCopyRegion", "sa-east-1")]
    [InlineData("regions", """["us-east-1","Ohio"]""", "geolocations", """[{"region":"eu-west-1","continent":"EU"}]""", "geoproximityBiases", """[{"region":"eu-west-1","bias":"1"}]""")]
    [InlineData("regions", """["af-south-1"]""", "autoDrain", "on", "routing", "geolocation")]
    [InlineData("regions", """["us-east-1"]""", "countries", """[{"code":"VC","path":"saint-vincent-and-the-grenadine","name":"Vincent"}]""")]
    [InlineData("primaryRegion", "Ohio", "backupCopyRegion", "us-east-1")]
    [InlineData("primaryRegion", null, "backupCopyRegion", "sa-east-1")]
    [InlineData("geolocations", "[1]", "regions", """["us-east-1","us-west-2"]""", "routing", "geolocation")]
    [InlineData("backupRetentionDays", "all", "backupCopyRegion", "sa-east-1", "backupVaultLock", "governance")]
    [InlineData("customerManagedKey", "maybe", "contributorInsights", "all")]
    [InlineData("functionReservedConcurrency", "many", "registrationConcurrency", "50")]
    [InlineData("registrationConcurrency", "many", "functionReservedConcurrency", "50")]
    [InlineData("apiKeySecond", "short", "apiKey", "")]
    public void WhatFollowsFromAnotherWrongSetting_IsNoProblemOfItsOwn(string wrong, string? value, params string[] others)
    {
        var settings = new SettingsText().With(wrong, value);
        foreach (var pair in others.Chunk(2))
            settings.With(pair[0], pair[1]);

        Assert.Equal([$"appointments:{wrong}"], settings.Problems());
    }

    [Theory]
    [InlineData("regions", "", "primaryRegion", "Ohio")]
    [InlineData("regions", "", "backupCopyRegion", "Ohio")]
    [InlineData("regions", "", "primaryRegion", null)]
    public void WhatIsWrongOfItself_IsSaid_BesideAnotherThatIs(string first, string value, string second, string? other) =>
        Assert.Equal([$"appointments:{first}", $"appointments:{second}"], new SettingsText().With(first, value).With(second, other).Problems());

    [Fact]
    public void ARegionForCopies_IsNotHeldAgainstAPrimaryRegionThatIsNotSaid() =>
        Assert.Equal(["appointments:regions", "appointments:primaryRegion"], new SettingsText().With("regions", "").With("primaryRegion", null).With("backupCopyRegion", "us-east-1").Problems());

    [Theory]
    [InlineData("primaryRegion", "eu-west-1", "eu-central-1")]
    [InlineData("backupCopyRegion", "eu-west-1", "ap-southeast-2")] // not that of the tables
    [InlineData("geolocations", """[{"region":"eu-west-1","continent":"EU"}]""", "[{region: eu-central-1, continent: EU}, {region: ap-southeast-2, country: MX}]")]
    [InlineData("geoproximityBiases", """[{"region":"eu-west-1","bias":"1"}]""", "[{region: eu-central-1, bias: 20}]")]
    public void ARegionOutsideTheRegions_IsMendedByOneOfThem(string key, string value, string mended)
    {
        var settings = new SettingsText().With("regions", List("eu-central-1", "ap-southeast-2")).With("primaryRegion", "eu-central-1").With(key, value);

        Assert.Contains($" {mended}", Problem(settings).Remedy);
    }

    /// <summary>The primary region's mend leaves room for the copies where they are, and theirs for the primary region's.</summary>
    [Theory]
    [InlineData("us-east-1", "pulumi config set appointments:primaryRegion sa-east-1 --stack dev")]
    [InlineData("eu-west-1", "pulumi config set appointments:primaryRegion us-east-1 --stack dev", "pulumi config set appointments:backupCopyRegion sa-east-1 --stack dev")]
    public void Mends_GoTogether(string copies, params string[] remedies)
    {
        var problem = Assert.Throws<SettingsException>(new SettingsText().With("primaryRegion", "eu-west-1").With("backupCopyRegion", copies).Parse);

        Assert.Equal(remedies, problem.Problems.Select(each => each.Remedy));
    }
}
