using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Appointments.Plan.Dns;

/// <summary>Reads what is about names and routing.</summary>
internal sealed partial class DnsSettingsReader(SettingsReader read, ImmutableArray<string> regions)
{
    public DnsSettings Read()
    {
        var routing = read.Text(Settings.Routing, "latency, geolocation or geoproximity", Policies.ContainsKey) is { Length: > 0 } text ? Policies[text] : RoutingPolicy.Latency;
        return new DnsSettings(
            // ACM takes 64 characters for a certificate's first name (API "RequestCertificate", DomainName): origin.<zone>.
            read.Text(Settings.Zone, "the name of a hosted zone, lower case, 57 characters at most", name => name.Length <= 57 && ZoneShape().IsMatch(name), "appointments.example.com"),
            routing,
            ReadGeolocations(routing is RoutingPolicy.Geolocation),
            ReadBiases(),
            read.Integer(Settings.HealthCheckIntervalSeconds, number => number is 10 or 30, "10 or 30, the two that Route 53 has"),
            read.Integer(Settings.RecordTtlSeconds, 1, 3_600),
            read.Boolean(Settings.AcceleratedRecovery));
    }

    private static readonly ImmutableDictionary<string, RoutingPolicy> Policies =
        Enum.GetValues<RoutingPolicy>().ToImmutableDictionary(policy => policy.ToString().ToLowerInvariant());

    /// <summary>None said: each region's continent, by its name.</summary>
    private ImmutableArray<Geolocation> ReadGeolocations(bool used)
    {
        const string rule = "a list of {region, continent} or {region, country}: a region of regions, a continent AF, AS, EU, NA, OC or SA, a country's ISO 3166-1 alpha-2 code; no place twice; [] where each region's name tells a continent of its own";
        var example = $"[{{region: {Served(0)}, continent: {Geolocation.ByNameOf(Served(0))?.Continent ?? "SA"}}}, {{region: {Served(1)}, country: MX}}]";
        var said = read.List(Settings.Geolocations, rule, Place, example);
        var places = said.IsEmpty && used && !read.IsWrong(Settings.Geolocations) && !read.IsWrong(Settings.Regions) ? [.. regions.Select(Geolocation.ByNameOf)] : said.CastArray<Geolocation?>();
        if (places.Contains(null) || places.DistinctBy(place => place!.Name).Count() != places.Length)
            read.Note(Settings.Geolocations, string.Join(", ", places.Select(place => place is null ? "an unknown continent" : $"{place.Region} for {place.Name}")), rule, example);
        return [.. places.OfType<Geolocation>()];
    }

    private Geolocation? Place(JsonElement item) => (Text(item, "region"), Text(item, "continent"), Text(item, "country")) switch
    {
        ({ } region, { } continent, null) when IsServed(region) && Geolocation.Continents.Contains(continent) => new Geolocation(region, continent, null),
        ({ } region, null, { } country) when IsServed(region) && CountryShape().IsMatch(country) => new Geolocation(region, null, country),
        _ => null,
    };

    private ImmutableDictionary<string, int> ReadBiases()
    {
        const string rule = "a list of {region, bias}: a region of regions, once, and a whole number from -99 to 99; a region that is not named has 0";
        var example = $"[{{region: {Served(0)}, bias: 20}}]";
        var said = read.List(Settings.GeoproximityBiases, rule, Bias, example);
        if (said.DistinctBy(bias => bias.Region).Count() != said.Length)
            read.Note(Settings.GeoproximityBiases, string.Join(", ", said.Select(bias => bias.Region)), rule, example);
        return regions.Distinct().ToImmutableDictionary(region => region, region => said.FirstOrDefault(bias => bias.Region == region)?.Value ?? 0);
    }

    private RegionBias? Bias(JsonElement item) =>
        Text(item, "region") is { } region && IsServed(region) && int.TryParse(Text(item, "bias"), out var bias) && bias is >= -99 and <= 99 ? new RegionBias(region, bias) : null;

    /// <summary>A region outside wrong regions is none of its own: they may be mended to have it.</summary>
    private bool IsServed(string region) => read.IsWrong(Settings.Regions) || regions.Contains(region);

    /// <returns>A region for an example.</returns>
    private string Served(int index) => regions.ElementAtOrDefault(index) ?? "REGION";

    /// <summary>Numbers too: a stack file's values come as text from one reader and as numbers from the other.</summary>
    private static string? Text(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private sealed record RegionBias(string Region, int Value);

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$")]
    private static partial Regex ZoneShape();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex CountryShape();
}
