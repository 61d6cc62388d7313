using Appointments.Plan;

namespace Appointments.Tests.Plan;

public sealed class DeploymentSettingsTests
{
    [Fact]
    public void Settings_TakeTheirDefaults_WhereAStackSaysNothing()
    {
        var settings = new SettingsText().Parse();

        Assert.Equal(["us-east-1", "sa-east-1"], settings.Regions.AsEnumerable());
        Assert.Equal(["PE", "CL"], settings.Countries.Select(country => country.Code));
        Assert.Equal(new UsagePlanSettings(100, 200, 10_000), settings.UsagePlan);
        Assert.True(settings.ProtectData);
        Assert.Null(settings.AccountId);
    }

    [Fact]
    public void WrongSettings_AreAllReportedTogether_EachWithTheCommandThatMendsIt()
    {
        var text = new SettingsText().With("primaryRegion", "eu-west-1").With("usagePlanBurst", "many").With("protectData", "yes").With("apiKey", "short");

        var problem = Assert.Throws<SettingsException>(text.Parse);

        Assert.Equal(4, problem.Problems.Length);
        Assert.StartsWith("4 settings are wrong:", problem.Message);
        Assert.Contains("appointments:primaryRegion is eu-west-1: expected one of the regions.\n    mend: pulumi config set appointments:primaryRegion us-east-1", problem.Message);
        Assert.Contains("pulumi config set appointments:usagePlanBurst 200", problem.Message);
        Assert.Contains("pulumi config set --secret appointments:apiKey", problem.Message);
        Assert.DoesNotContain("short", problem.Message); // a secret is never shown, not even a wrong one
    }

    [Theory]
    [InlineData("functionMemoryMegabytes", "127", "128")]
    [InlineData("functionMemoryMegabytes", "10241", "10240")]
    [InlineData("functionTimeoutSeconds", "2", "3")]
    [InlineData("functionTimeoutSeconds", "30", "29")]
    [InlineData("listShards", "0", "1")]
    [InlineData("listShards", "21", "20")]
    [InlineData("usagePlanRatePerSecond", "0", "1")]
    [InlineData("usagePlanRatePerSecond", "10001", "10000")]
    [InlineData("usagePlanBurst", "5001", "5000")]
    [InlineData("usagePlanRequestsPerMonth", "2147483648", "2147483647")]
    [InlineData("logRetentionDays", "8", "7")]
    [InlineData("accountId", "12345678901", "123456789012")]
    [InlineData("functionArchitecture", "x64", "arm64")]
    [InlineData("functionsArchive", "functions.tar", "functions.zip")]
    [InlineData("protectData", "True", "true")]
    [InlineData("routing", "Latency", "latency")]
    [InlineData("routing", "weighted", "geoproximity")]
    [InlineData("healthCheckIntervalSeconds", "20", "10")]
    [InlineData("recordTtlSeconds", "0", "1")]
    [InlineData("recordTtlSeconds", "3601", "3600")]
    [InlineData("zone", "appointments.example.com.", "appointments.example.com")]
    [InlineData("zone", "Appointments.example.com", "a.example.com")]
    [InlineData("zone", "example", "example.com")]
    [InlineData("zone", "a.123456789012345678901234567890123456789012345678901.example", "a.12345678901234567890123456789012345678901234567.example")]
    [InlineData("apiKey", "nineteen-characters", "twenty-characters-ok")]
    public void ASetting_IsRefusedJustOutsideItsRule_AndTakenOnIt(string key, string refused, string taken)
    {
        Assert.Equal([$"appointments:{key}"], new SettingsText().With(key, refused).Problems());
        new SettingsText().With(key, taken).Parse();
    }

    [Theory]
    [InlineData("regions", """["us-east-1"]""")]
    [InlineData("regions", """["us-east-1","us-east-1"]""")]
    [InlineData("regions", """["us-east-1","Ohio"]""")]
    [InlineData("regions", "us-east-1, sa-east-1")]
    [InlineData("countries", "[]")]
    [InlineData("countries", """[{"code":"pe","path":"peru","name":"Perú"}]""")]
    [InlineData("countries", """[{"code":"PE","path":"Peru","name":"Perú"}]""")]
    [InlineData("countries", """[{"code":"PE","path":"health","name":"Perú"}]""")]
    [InlineData("countries", """[{"code":"PE","path":"ping","name":"Perú"}]""")]
    [InlineData("countries", """[{"code":"PE","path":"peru"}]""")]
    [InlineData("countries", """[{"code":"PE","path":"peru","name":"Perú"},{"code":"PE","path":"chile","name":"Chile"}]""")]
    [InlineData("countries", """[{"code":"PE","path":"peru","name":"Perú"},{"code":"CL","path":"peru","name":"Chile"}]""")]
    [InlineData("geolocations", """[{"region":"eu-west-1","continent":"EU"}]""")]
    [InlineData("geolocations", """[{"region":"us-east-1","continent":"XX"}]""")]
    [InlineData("geolocations", """[{"region":"us-east-1","country":"*"}]""")]
    [InlineData("geolocations", """[{"region":"us-east-1","continent":"NA","country":"US"}]""")]
    [InlineData("geolocations", """[{"region":"us-east-1","continent":"SA"},{"region":"sa-east-1","continent":"SA"}]""")]
    [InlineData("geoproximityBiases", """[{"region":"eu-west-1","bias":"1"}]""")]
    [InlineData("geoproximityBiases", """[{"region":"us-east-1","bias":"100"}]""")]
    [InlineData("geoproximityBiases", """[{"region":"us-east-1","bias":"1"},{"region":"us-east-1","bias":"2"}]""")]
    public void AStructuredSetting_IsRefused_WhereAnEntryBreaksTheRule(string key, string value) =>
        Assert.Contains($"appointments:{key}", new SettingsText().With(key, value).Problems());

    [Theory]
    [InlineData("regions")]
    [InlineData("primaryRegion")]
    [InlineData("countries")]
    [InlineData("zone")]
    [InlineData("apiKey")]
    public void ASettingWithoutDefault_MustBeSaid(string key) => Assert.Contains($"appointments:{key}", new SettingsText().With(key, null).Problems());

    [Fact]
    public void ACountry_MayBeCalledAsItsPath() =>
        Assert.Equal("chile", Assert.Single(new SettingsText().With("countries", """[{"code":"CL","path":"chile","name":"Chile"}]""").Parse().Countries).Path);
}
