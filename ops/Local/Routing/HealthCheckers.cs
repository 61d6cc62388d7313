using System.Collections.Immutable;
using Appointments.Local.Topology;

namespace Appointments.Local.Routing;

/// <summary>Asks every endpoint at its interval, as Route 53's checkers do, and knows which checks are healthy: each has several checkers, which vote.</summary>
/// <remarks>
/// Source: AWS, "How Amazon Route 53 determines whether a health check is healthy": 2xx or 3xx within two seconds of connecting; healthy while more than 18 % of the checkers say so.
/// One request an interval is what all of them find, but for those that are blind: Route 53 asks with each.
/// </remarks>
internal sealed class HealthCheckers : IAsyncDisposable
{
    /// <summary>Not sped up with the clock: this machine does not answer any faster.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    /// <summary>AWS does not say how many; with so many 18 % lies between two and three.</summary>
    private const int Checkers = 16;

    private const double HealthyAbove = 0.18;

    private readonly DnsTopology dns;
    private readonly Func<EndpointCheckSpec, Uri?> address;
    private readonly RouterClock clock;
    private readonly HttpMessageInvoker http;
    private readonly Func<EndpointCheckSpec, double> blind;
    private readonly ImmutableDictionary<string, ImmutableArray<CheckResults>> results;
    private readonly CancellationTokenSource stop = new();

    /// <summary>Ends when it is stopped; before, only if a checker broke.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <param name="address">Where a check's name and path lead; null: nowhere, and the check fails.</param>
    /// <param name="blind">Which share of its checkers cannot reach what a check asks: 0 to 1.</param>
    /// <param name="network">Carries the requests; owned from now on.</param>
    public HealthCheckers(DnsTopology dns, Func<EndpointCheckSpec, Uri?> address, Func<EndpointCheckSpec, double> blind, RouterClock clock, HttpMessageHandler network)
    {
        this.dns = dns;
        this.address = address;
        this.blind = blind;
        this.clock = clock;
        http = new HttpMessageInvoker(network);
        results = dns.EndpointChecks.ToImmutableDictionary(check => check.Id,
            check => Enumerable.Range(0, Checkers).Select(_ => new CheckResults(check.FailureThreshold)).ToImmutableArray());
    }

    /// <param name="id">Null: what has no check is healthy.</param>
    public bool IsHealthy(string? id) =>
        id is null
        || (dns.EndpointChecks.FirstOrDefault(check => check.Id == id) is { } endpoint ? Passes(id) != endpoint.Inverted
            : dns.CalculatedChecks.Single(check => check.Id == id) is var calculated && calculated.Children.Count(IsHealthy) >= calculated.Threshold);

    private bool Passes(string id) => results[id].Count(checker => checker.Passes) > HealthyAbove * Checkers;

    /// <summary>What a check found last, and how many results it has.</summary>
    public (string Last, int Results) Finding(string endpointCheckId) => results[endpointCheckId][0].Finding;

    /// <summary>Whether what a check asks answered it the last time; null: it was not asked yet.</summary>
    public bool? Answered(string endpointCheckId) => results[endpointCheckId][0].LastPassed;

    public void Start() => Running = Task.WhenAll(dns.EndpointChecks.Select(AskAgainAndAgainAsync));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Running.ContinueWith(_ => { }, TaskScheduler.Default); // broken: then Running has told
        http.Dispose();
        stop.Dispose();
    }

    private async Task AskAgainAndAgainAsync(EndpointCheckSpec check)
    {
        using var timer = new PeriodicTimer(clock.Scaled(check.Interval), clock.Time);
        do
        {
            var (passed, finding) = await AskAsync(address(check));
            var sighted = Checkers - (int)Math.Round(blind(check) * Checkers);
            foreach (var (index, checker) in results[check.Id].Index())
            {
                if (index < sighted)
                    checker.Record(passed, finding);
                else
                    checker.Record(false, "no connection");
            }
        }
        while (await NextAsync(timer));
    }

    private async Task<(bool Passed, string Finding)> AskAsync(Uri? endpoint)
    {
        if (endpoint is null)
            return (false, "its name leads nowhere");
        using var deadline = new CancellationTokenSource(AnswersWithin, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
            using var answer = await http.SendAsync(request, either.Token);
            return ((int)answer.StatusCode is >= 200 and < 400, $"{(int)answer.StatusCode}");
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return (false, problem is HttpRequestException ? "no connection" : "no answer in 2 s"); // what unhealthy means
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try { return await timer.WaitForNextTickAsync(stop.Token); }
        catch (OperationCanceledException) { return false; }
    }
}
