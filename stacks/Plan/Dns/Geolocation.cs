using System.Collections.Immutable;

namespace Appointments.Plan.Dns;

/// <summary>Where the clients are that a region serves first.</summary>
/// <param name="Continent">Route 53's code, such as <c>SA</c>; null where a country is said.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null where a continent is said. A country goes before its continent.</param>
public sealed record Geolocation(string Region, string? Continent, string? Country)
{
    /// <summary>Source: Route 53 API, "GeoLocation": valid continent codes (Antarctica, AN, is left to the fastest region).</summary>
    public static readonly ImmutableArray<string> Continents = ["AF", "AS", "EU", "NA", "OC", "SA"];

    /// <summary>A continent's code can be a country's too (SA: South America, Saudi Arabia), so a name says which it is.</summary>
    public string Name => Continent is not null ? $"continent-{Continent}" : $"country-{Country}";

    /// <returns>The continent that a region stands on; null where its name does not tell.</returns>
    public static Geolocation? ByNameOf(string region) => region.Split('-')[0] switch
    {
        "us" or "ca" or "mx" => new Geolocation(region, "NA", null),
        "sa" => new Geolocation(region, "SA", null),
        "eu" => new Geolocation(region, "EU", null),
        "af" => new Geolocation(region, "AF", null),
        "ap" => new Geolocation(region, region is "ap-southeast-2" or "ap-southeast-4" or "ap-southeast-6" ? "OC" : "AS", null), // Sydney, Melbourne, New Zealand
        "me" or "il" => new Geolocation(region, "AS", null),
        _ => null,
    };
}
