using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Appointments.Drills.Running;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Local.Control;
using Appointments.Plan;
using Appointments.Regions;

namespace Appointments.Cli.Drilling;

/// <summary>A local run, of this process or of another, as a drill sees it: through its control.</summary>
internal sealed class ControlledSystem : IDrilledSystem, IDisposable
{
    private readonly HttpClient http;
    private readonly TimeProvider clock;

    private ControlledSystem(HttpClient http, TimeProvider clock)
    {
        this.http = http;
        this.clock = clock;
    }

    public required string Description { get; init; }

    public required Uri Edge { get; init; }

    public required string ApiKey { get; init; }

    /// <summary>A local region takes requests at its own address: the graph's protection is the edge's name, which a loopback address is not.</summary>
    public string? OriginSecret => null;

    public required ImmutableArray<(string Region, Uri Stage)> Regions { get; init; }

    public required ImmutableArray<(string Path, string Country)> Countries { get; init; }

    public required double TimeScale { get; init; }

    /// <summary>The run knows its queues exactly.</summary>
    public TimeSpan QuietFor => TimeSpan.Zero;

    public TimeSpan SettlesWithin => TimeSpan.FromMinutes(3);

    /// <param name="configuration">What the run was started with: the key of drills, and its countries.</param>
    /// <param name="overrides">Each <c>KEY=VALUE</c> that was set on top, for the evidence.</param>
    /// <exception cref="LocalRunException">Nothing answers there.</exception>
    public static async Task<ControlledSystem> FindAsync(Uri control, StackConfiguration configuration, IEnumerable<string> overrides, TimeProvider clock, CancellationToken cancel)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = control, Timeout = TimeSpan.FromSeconds(10) };
        JsonNode pulse;
        try { pulse = (await http.GetFromJsonAsync<JsonNode>("/pulse", cancel))!; }
        catch (HttpRequestException silent)
        {
            http.Dispose();
            throw new LocalRunException($"No local run answers at {control} ({silent.Message}): start one with ./appointments run, or name its control with --control URL.", silent);
        }
        return new ControlledSystem(http, clock)
        {
            Description = $"local run ({string.Join(", ", overrides.Prepend(configuration.Stack))})",
            Edge = new Uri(pulse["edge"]!.ToString()),
            ApiKey = Environment.GetEnvironmentVariable("APPOINTMENTS_DRILL_API_KEY") is { Length: > 0 } said ? said : configuration.WithDrillKey().Get(Settings.DrillApiKey.Key)!,
            Regions = [.. pulse["regions"]!.AsArray().Select(region => (region!["region"]!.ToString(), new Uri(region["url"]!.ToString())))],
            Countries = [.. configuration.ToSettings().Countries.Select(country => (country.Path, country.Code))],
            TimeScale = pulse["timeScale"]!.GetValue<double>(),
        };
    }

    public async Task<SystemSample> SampleAsync(CancellationToken cancel)
    {
        try
        {
            var pulse = (await http.GetFromJsonAsync<JsonNode>("/pulse", cancel))!;
            return new SystemSample(clock.GetUtcNow(), pulse["leadsTo"]!.ToString(), [.. pulse["regions"]!.AsArray().Select(Region)], [.. pulse["replication"]!.AsArray().Select(Link)]);
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new SystemSample(clock.GetUtcNow(), null, [], [], silent.Message);
        }
    }

    public async Task<ServiceTrail> TrailAsync(CancellationToken cancel)
    {
        using var regions = new ControlledRegions(http.BaseAddress!);
        try { return Trails.Of(await new AuditTrail(regions).ReadAsync(cancel)); }
        catch (LocalRunException) { return new ServiceTrail([], [.. Regions.Select(region => region.Region)]); } // the run is gone, and its tables with it
    }

    public void Dispose() => http.Dispose();

    private static RegionSample Region(JsonNode? region) => new(region!["region"]!.ToString(), region["healthy"]!.GetValue<bool>(),
        region["queues"]?["waiting"]?.GetValue<long>(), region["queues"]?["inFlight"]?.GetValue<long>(), region["queues"]?["dead"]?.GetValue<long>()) { CaughtUp = region["caughtUp"]!.GetValue<long>(), Alarms = region["alarms"]?.GetValue<long>(), Drained = region["drained"]!.GetValue<bool>(), DeadIn = [.. region["queues"]?["deadIn"]?.AsArray().Select(country => country!.ToString()) ?? []] };

    private static LinkSample Link(JsonNode? link) =>
        new(link!["from"]!.ToString(), link["to"]!.ToString(), link["pending"]!.GetValue<long>(), link["lagSeconds"]!.GetValue<double>(), link["isCut"]!.GetValue<bool>()) { Applied = link["applied"]!.GetValue<long>() };
}
