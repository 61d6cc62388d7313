using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Appointments.Local.Topology;

namespace Appointments.Local.Routing;

/// <summary>Where a client gets to.</summary>
/// <param name="Stage">Its address on this machine.</param>
/// <param name="KeptFor">How long the client's resolver keeps this answer.</param>
public sealed record Destination(string Region, Uri Stage, TimeSpan KeptFor);

/// <summary>One health check as it stands.</summary>
/// <param name="Asks">Such as <c>https://us-east-1.origin.example.com/Prod/health</c>; a calculated one: its children's names.</param>
/// <param name="LastFinding">Such as <c>404</c>; empty for a calculated one.</param>
/// <param name="Results">How many there were; with fewer than the threshold a check is still as it began. A calculated one: the fewest of its children's.</param>
public sealed record CheckStatus(string Name, string Asks, bool Inverted, bool Healthy, string LastFinding, int Results);

/// <summary>Stands in for Route 53 before the regions of a local run: the health checks and records of the graph, asked through a resolver that caches.</summary>
public sealed class Router : IAsyncDisposable
{
    private readonly DnsTopology dns;
    private readonly ImmutableArray<(string Region, Uri Stage)> regions;
    private readonly HealthCheckers checkers;
    private readonly CachingResolver resolver;
    private readonly CachingResolver overstaying;
    private readonly ConcurrentDictionary<string, double> blind = new();
    private readonly ConcurrentDictionary<string, (TimeSpan Longer, Func<bool> Strikes)> overstays = new();
    private readonly RouterClock clock;

    private Router(DnsTopology dns, ImmutableArray<(string Region, Uri Stage)> regions, RouterClock clock, HttpMessageHandler network)
    {
        this.dns = dns;
        this.regions = regions;
        this.clock = clock;
        checkers = new HealthCheckers(dns, Address, check => DomainOfCheck(check) is { } domain ? blind.GetValueOrDefault(domain.Region) : 0, clock, network);
        var route53 = new Route53(dns.Records, [.. regions.Select(region => region.Region)], checkers.IsHealthy);
        resolver = new CachingResolver(route53.Answer, clock);
        overstaying = new CachingResolver(route53.Answer, clock, record => DomainOf(record.Target) is { } domain && overstays.TryGetValue(domain.Region, out var kept) ? kept.Longer : TimeSpan.Zero);
    }

    /// <summary>The name that the edge asks for.</summary>
    public string Origin => dns.Origin;

    /// <summary>How long a failover takes here, for people.</summary>
    public string Pace
    {
        get
        {
            var detection = dns.EndpointChecks.Select(check => check.Interval * check.FailureThreshold).DefaultIfEmpty().Max();
            var ttl = dns.Records.Where(record => record.Name == Origin).Select(record => record.Ttl).DefaultIfEmpty().Max();
            return string.Create(CultureInfo.InvariantCulture, $"{(clock.Speed is 1 ? "" : $"{clock.Speed} times as fast, so ")}a region is found unhealthy within {clock.Scaled(detection).TotalSeconds:0.#} s, and clients follow within {clock.Scaled(ttl).TotalSeconds:0.#} s more");
        }
    }

    /// <summary>Ends when it is stopped; before, only if a checker broke.</summary>
    public Task Running => checkers.Running;

    /// <param name="regions">Region to the address of its stage, the nearest to this machine first.</param>
    /// <param name="network">Carries the health checks' requests; owned from now on. Null: the real one.</param>
    public static Router Start(DnsTopology dns, ImmutableArray<(string Region, Uri Stage)> regions, RouterClock clock, HttpMessageHandler? network = null)
    {
        var router = new Router(dns, regions, clock, network ?? new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        router.checkers.Start();
        return router;
    }

    /// <summary>Where the shared name leads now, as a client's resolver knows it.</summary>
    /// <exception cref="LocalRunException">It leads nowhere.</exception>
    public Destination Resolve()
    {
        var answer = resolver.Resolve(Origin);
        var kept = overstaying.Resolve(Origin); // asked always, as a client's is: what it does not know it cannot keep
        var (target, keptFor) = DomainOf(kept.Target) is { } old && overstays.TryGetValue(old.Region, out var stays) && stays.Strikes() ? kept : answer;
        return DomainOf(target) is { } domain
            ? new Destination(domain.Region, StageOf(domain.Region), keptFor)
            : throw new LocalRunException($"{Origin} leads to {target}, which is no domain name of an API in the graph.");
    }

    /// <summary>Has a share of the health checkers not reach a region.</summary>
    /// <param name="share">0 to 1.</param>
    public void Blind(string region, double share) => blind[region] = share;

    /// <summary>Has resolvers keep answers that lead to a region.</summary>
    /// <param name="longer">How much longer than their time to live, by Route 53's clock; zero: no longer.</param>
    /// <param name="strikes">Asked for each request, whether its client has such a resolver.</param>
    public void Overstay(string region, TimeSpan longer, Func<bool> strikes) => overstays[region] = (longer, strikes);

    /// <summary>Whether Route 53 counts a region as healthy: the check of the records that lead to it.</summary>
    public bool IsHealthy(string region) => checkers.IsHealthy(CheckOf(region));

    /// <summary>Whether the region that is asked said last that this one is drained.</summary>
    public bool IsDrained(string region) => EndpointsOf(region).Any(check => check.Inverted && checkers.Answered(check.Id) is true);

    /// <summary>The region that is asked whether this one is drained.</summary>
    /// <returns>The region itself where no other is asked.</returns>
    public string WatcherOf(string region) =>
        EndpointsOf(region).Where(check => check.Inverted).Select(check => dns.DomainNames.FirstOrDefault(name => name.Domain == check.Fqdn)?.Region).FirstOrDefault(watcher => watcher is not null) ?? region;

    /// <summary>The checks that decide about a region, the calculated one last.</summary>
    public ImmutableArray<CheckStatus> ChecksOf(string region)
    {
        var endpoints = EndpointsOf(region).Select(check =>
        {
            var (last, results) = checkers.Finding(check.Id);
            return new CheckStatus(check.Name, $"https://{check.Fqdn}{check.Path}", check.Inverted, checkers.IsHealthy(check.Id), last, results);
        }).ToImmutableArray();
        return dns.CalculatedChecks.FirstOrDefault(check => check.Id == CheckOf(region)) is { } both
            ? endpoints.Add(new CheckStatus(both.Name, string.Join(" and ", endpoints.Select(check => check.Name)), false, checkers.IsHealthy(both.Id), "", endpoints.Min(check => check.Results)))
            : endpoints;
    }

    public ValueTask DisposeAsync() => checkers.DisposeAsync();

    private string? CheckOf(string region) =>
        dns.Records.FirstOrDefault(record => record.HealthCheckId is not null && DomainOf(record.Target)?.Region == region)?.HealthCheckId;

    private IEnumerable<EndpointCheckSpec> EndpointsOf(string region)
    {
        var check = CheckOf(region);
        var ids = dns.CalculatedChecks.FirstOrDefault(each => each.Id == check)?.Children ?? [.. check is null ? Array.Empty<string>() : [check]];
        return dns.EndpointChecks.Where(each => ids.Contains(each.Id));
    }

    /// <summary>A health checker looks the name up itself, without a cache. What is not under the base path API Gateway refuses.</summary>
    private Uri? Address(EndpointCheckSpec check) =>
        DomainOfCheck(check) is { } domain && check.Path.StartsWith($"/{domain.BasePath}/", StringComparison.Ordinal)
            ? new Uri($"{StageOf(domain.Region)}{check.Path[(domain.BasePath.Length + 1)..]}")
            : null;

    private DomainNameSpec? DomainOfCheck(EndpointCheckSpec check) =>
        dns.Records.FirstOrDefault(record => record.Name == check.Fqdn) is { } record && DomainOf(record.Target) is { } domain && domain.Domain == check.Fqdn ? domain : null;

    private DomainNameSpec? DomainOf(string target) => dns.DomainNames.FirstOrDefault(name => name.Target == target);

    private Uri StageOf(string region) => regions.Single(each => each.Region == region).Stage;
}
