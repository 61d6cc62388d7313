using Appointments.Plan.Dns;

namespace Appointments.Tests.Plan;

public sealed class DnsSettingsTests
{
    private static SettingsText Regions(params string[] regions) => new SettingsText().With("regions", $"""["{string.Join("\",\"", regions)}"]""").With("primaryRegion", regions[0]);

    [Fact]
    public void Settings_TakeTheirDefaults()
    {
        var dns = new SettingsText().Parse().Dns;

        Assert.Equal((RoutingPolicy.Latency, 30, 60), (dns.Routing, dns.HealthCheckIntervalSeconds, dns.RecordTtlSeconds));
        Assert.Equal(["origin.appointments.example.com", "us-east-1.origin.appointments.example.com"], [dns.Origin, dns.OriginOf("us-east-1")]);
        Assert.Equal((0, 0), (dns.Biases["us-east-1"], dns.Biases["sa-east-1"]));
        Assert.Equal(3, DnsSettings.CheckerRegions.Distinct().Count());
    }

    [Fact]
    public void TheZone_NeedsNoAcceleratedRecovery_UnlessSaid()
    {
        Assert.False(new SettingsText().Parse().Dns.AcceleratedRecovery);
        Assert.True(new SettingsText().With("acceleratedRecovery", "true").Parse().Dns.AcceleratedRecovery);
        Assert.Equal(["appointments:acceleratedRecovery"], new SettingsText().With("acceleratedRecovery", "on").Problems());
    }

    [Theory]
    [InlineData("us-east-1", "NA")]
    [InlineData("ca-central-1", "NA")]
    [InlineData("mx-central-1", "NA")]
    [InlineData("sa-east-1", "SA")]
    [InlineData("eu-south-2", "EU")]
    [InlineData("ap-southeast-1", "AS")]
    [InlineData("ap-southeast-2", "OC")]
    [InlineData("me-south-1", "AS")]
    [InlineData("af-south-1", "AF")]
    public void ARegion_StandsOnTheContinentOfItsName(string region, string continent) => Assert.Equal(continent, Geolocation.ByNameOf(region)!.Continent);

    [Fact]
    public void Geolocations_AreTheRegionsContinents_WhereNoneAreSaid()
    {
        var dns = new SettingsText().With("routing", "geolocation").Parse().Dns;

        Assert.Equal([("us-east-1", "NA"), ("sa-east-1", "SA")], dns.Geolocations.Select(place => (place.Region, place.Continent!)));
    }

    [Fact]
    public void Geolocations_MustBeSaid_WhereTwoRegionsShareAContinent()
    {
        var text = Regions("us-east-1", "us-west-2").With("routing", "geolocation");

        Assert.Equal(["appointments:geolocations"], text.Problems());
        Assert.Equal(2, text.With("geolocations", """[{"region":"us-east-1","continent":"NA"},{"region":"us-west-2","country":"MX"}]""").Parse().Dns.Geolocations.Length);
        Assert.Equal(RoutingPolicy.Latency, text.With("routing", "latency").With("geolocations", "[]").Parse().Dns.Routing); // nobody asks where they are
    }

    [Fact]
    public void Geolocations_MustBeSaid_WhereANameTellsNoContinent() =>
        Assert.Equal(["appointments:geolocations"], Regions("us-east-1", "xx-north-1").With("routing", "geolocation").Problems());

    [Theory]
    [InlineData("\"20\"")] // as Pulumi hands it over where the file has quotes, and as our own reader does
    [InlineData("20")]
    public void ABias_IsTheRegionsThatIsNamed(string bias)
    {
        var biases = new SettingsText().With("geoproximityBiases", $$"""[{"region":"sa-east-1","bias":{{bias}}}]""").Parse().Dns.Biases;

        Assert.Equal((0, 20), (biases["us-east-1"], biases["sa-east-1"]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void EveryRegion_IsWatchedByOneOther(int count)
    {
        var settings = Regions([.. new[] { "us-east-1", "sa-east-1", "eu-west-1", "ap-south-1" }.Take(count)]).Parse();

        Assert.Equal(count, settings.Regions.Select(settings.WatcherOf).Distinct().Count());
        Assert.All(settings.Regions, region =>
        {
            Assert.NotEqual(region, settings.WatcherOf(region));
            Assert.Equal(region, settings.WatchedBy(settings.WatcherOf(region)));
        });
    }
}
