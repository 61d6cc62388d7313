using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Appointments.Domain;
using Appointments.Plan.Data;
using Appointments.Plan.Dns;
using Appointments.Plan.Edge;
using Appointments.Plan.Performance;

namespace Appointments.Plan;

/// <summary>How much one region allows an API key, best effort by AWS's own word.</summary>
public sealed record UsagePlanSettings(int RatePerSecond, int Burst, int RequestsPerMonth);

/// <summary>What each function gets.</summary>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>, as Lambda spells it.</param>
/// <param name="Archive">A prebuilt zip; "" where <c>pulumi up</c> builds the functions.</param>
public sealed record FunctionSettings(int MemoryMegabytes, int TimeoutSeconds, string Architecture, string Archive);

/// <summary>Everything that a deployment may vary, but for secrets. Built once, before any resource is declared.</summary>
/// <param name="AccountId">The only account that may be deployed to; null: whichever the credentials name.</param>
public sealed partial record DeploymentSettings(
    ImmutableArray<string> Regions,
    string PrimaryRegion,
    ImmutableArray<Country> Countries,
    DnsSettings Dns,
    UsagePlanSettings UsagePlan,
    FunctionSettings Functions,
    bool ProtectData,
    int LogRetentionDays,
    int ListShards,
    string? AccountId,
    EdgeSettings Edge,
    WatchingSettings Watching,
    DataSettings Data,
    DrillSettings Drills,
    PerformanceSettings Performance,
    AutoDrainSettings AutoDrain)
{
    /// <summary>What CloudWatch Logs takes. Source: CloudWatch Logs API, "PutRetentionPolicy".</summary>
    private static readonly ImmutableArray<int> RetentionDays =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>Whether a region is drained is asked at another one, so that a drain reaches a region into which replication has stopped: the next in the list.</summary>
    public string WatcherOf(string region) => Regions[(Regions.IndexOf(region) + 1) % Regions.Length];

    /// <summary>The one region that this one watches: the inverse of <see cref="WatcherOf"/>.</summary>
    public string WatchedBy(string region) => Regions[(Regions.IndexOf(region) + Regions.Length - 1) % Regions.Length];

    /// <param name="stack">Whose settings they are, such as <c>dev</c>.</param>
    /// <param name="get">A key without prefix to its text, null where it is not set; structured values as JSON.</param>
    /// <exception cref="SettingsException">Some settings are wrong; the message names every one and the command that sets it.</exception>
    public static DeploymentSettings Parse(string stack, Func<string, string?> get)
    {
        var read = new SettingsReader(stack, get);
        var regions = ReadRegions(read);
        var primary = ReadPrimaryRegion(read, regions);
        var settings = new DeploymentSettings(
            regions,
            primary,
            ReadCountries(read, regions),
            new DnsSettingsReader(read, regions).Read(),
            new UsagePlanSettings(
                read.Integer(Settings.UsagePlanRatePerSecond, 1, 10_000),
                read.Integer(Settings.UsagePlanBurst, 1, 5_000),
                read.Integer(Settings.UsagePlanRequestsPerMonth, 1, int.MaxValue)),
            new FunctionSettings(
                read.Integer(Settings.FunctionMemoryMegabytes, 128, 10_240),
                read.Integer(Settings.FunctionTimeoutSeconds, 3, 29),
                read.Text(Settings.FunctionArchitecture, "x86_64 or arm64", text => text is "x86_64" or "arm64"),
                read.Text(Settings.FunctionsArchive, "the path of a .zip, or nothing", text => text is "" || text.EndsWith(".zip"), "functions.zip")),
            read.Boolean(Settings.ProtectData),
            read.Integer(Settings.LogRetentionDays, RetentionDays.Contains, "a number of days that CloudWatch Logs takes (1, 3, 5, 7, 14, 30, 60, 90, … 3653)"),
            read.Integer(Settings.ListShards, 1, 20),
            read.Text(Settings.AccountId, "the 12 digits of an AWS account, or nothing", text => text is "" || AccountShape().IsMatch(text), "123456789012") is { Length: > 0 } account ? account : null,
            new EdgeSettingsReader(read).Read(),
            WatchingSettings.Read(read),
            new DataSettingsReader(read, regions, primary).Read(),
            DrillSettings.Read(read),
            new PerformanceSettingsReader(read).Read(),
            AutoDrainSettings.Read(read, regions));
        return read.Problems is [] ? settings : throw new SettingsException(read.Problems);
    }

    private static ImmutableArray<string> ReadRegions(SettingsReader read)
    {
        const string rule = "a list of two or more different AWS regions", example = "[us-east-1, sa-east-1]";
        var regions = read.List(Settings.Regions, rule, item => item.ValueKind is JsonValueKind.String && IsRegion(item.GetString()!) ? item.GetString() : null, example);
        if (!regions.IsEmpty && (regions.Length < 2 || regions.Distinct().Count() != regions.Length))
            read.Note(Settings.Regions, string.Join(", ", regions), rule, example);
        return regions;
    }

    /// <summary>One that stands outside wrong regions is none of its own: they may be mended to have it.</summary>
    /// <returns>What was meant, so that others can be held against it: what mends it where it is wrong.</returns>
    private static string ReadPrimaryRegion(SettingsReader read, ImmutableArray<string> regions)
    {
        var mended = regions.FirstOrDefault(region => region != read.Peek(Settings.BackupCopyRegion), "us-east-1");
        return read.Text(Settings.PrimaryRegion, "one of the regions", text => read.IsWrong(Settings.Regions) ? IsRegion(text) : regions.Contains(text), mended) is { Length: > 0 } said ? said : mended;
    }

    /// <summary>Whether AWS may call one of its regions so.</summary>
    internal static bool IsRegion(string text) => RegionShape().IsMatch(text) && PhysicalNames.RoomForPath(text) > 0;

    private static ImmutableArray<Country> ReadCountries(SettingsReader read, ImmutableArray<string> regions)
    {
        // Wrong regions say nothing of how long a path may be.
        var longest = read.IsWrong(Settings.Regions) ? null : regions.MinBy(PhysicalNames.RoomForPath);
        var bound = longest is null ? "" : $" ({PhysicalNames.RoomForPath(longest)} characters at most: {longest} is in the same names, and a role's takes {PhysicalNames.LongestOfRoles})";
        var rule = $"a list of one or more {{code, path, name}}: a code of two capital letters, a path of a-z, 0-9 and -{bound} that no other route has, a name of letters; none twice";
        const string example = "[{code: PE, path: peru, name: Perú}]";
        var countries = read.List(Settings.Countries, rule, ReadCountry, example);
        if (countries.IsEmpty && !read.IsWrong(Settings.Countries))
            read.Note(Settings.Countries, "[]", rule, example);
        else if (countries.SelectMany(country => new[] { country.Code, country.Path, country.Name }.Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(text => text, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            read.Note(Settings.Countries, $"{twice.Key}, twice", rule, example);
        else if (countries.Where(country => longest is not null && country.Path.Length > PhysicalNames.RoomForPath(longest)).ToArray() is { Length: > 0 } tooLong)
            read.Note(Settings.Countries, string.Join(", ", tooLong.Select(country => $"{country.Code} with the path {country.Path} of {country.Path.Length} characters")), rule, example);
        return countries;
    }

    private static Country? ReadCountry(JsonElement item)
    {
        string? Field(string name) => item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        return Field("code") is { } code && CodeShape().IsMatch(code)
            && Field("path") is { } path && PathShape().IsMatch(path) && !ApiPaths.IsReserved(path)
            && Field("name") is { } name && NameShape().IsMatch(name)
            ? new Country(code, path, name)
            : null;
    }

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex RegionShape();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex CodeShape();

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex PathShape();

    [GeneratedRegex(@"^\p{L}[\p{L} '-]{0,60}$")]
    private static partial Regex NameShape();

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex AccountShape();
}
