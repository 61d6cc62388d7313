using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Appointments.Graph;
using Appointments.Local.Routing;
using Appointments.Local.Topology;
using Appointments.Plan;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Run.Routing;

/// <summary>The router on a recorded graph, with regions that answer as a test says and a clock that a test moves.</summary>
internal sealed class ScriptedRouting : HttpMessageHandler
{
    private static readonly ImmutableArray<string> InOrder = ["us-east-1", "sa-east-1", "eu-west-1"];

    private readonly FakeTimeProvider time = new();
    private readonly DnsTopology dns;
    private readonly ConcurrentDictionary<(string Region, string Path), int> answers = new();

    private ScriptedRouting(DnsTopology dns, double speed)
    {
        this.dns = dns;
        Regions = [.. InOrder.Where(region => dns.DomainNames.Any(name => name.Region == region))];
        Router = Router.Start(dns, [.. Regions.Select(region => (region, new Uri($"http://{region}/Prod")))], new RouterClock(time, speed), this);
    }

    /// <summary>The nearest first.</summary>
    public ImmutableArray<string> Regions { get; }

    public Router Router { get; }

    public string Destination => Router.Resolve().Region;

    public static async Task<ScriptedRouting> StartAsync(Func<ResourceGraph, ResourceGraph> change, double speed, params string[] overrides)
    {
        var routing = new ScriptedRouting(new DnsReader(change(await GraphRecorder.RecordAsync(StackConfiguration.Read(World.Root, "dev", overrides)))).Read(), speed);
        await routing.SeeAsync(1);
        return routing;
    }

    public static Task<ScriptedRouting> StartAsync(params string[] overrides) => StartAsync(graph => graph, 1, overrides);

    /// <summary>The same, with every region found healthy; nobody has asked the resolver yet.</summary>
    public static async Task<ScriptedRouting> HealthyAsync(params string[] overrides)
    {
        var routing = await StartAsync(overrides);
        await routing.AskAsync(2);
        Assert.All(routing.Regions, region => Assert.True(routing.Router.IsHealthy(region)));
        return routing;
    }

    /// <summary>What a region answers from now on; without it 200 to /health and 404 to /drained. 0: it cannot be connected to.</summary>
    public void Answer(string region, string path, int status) => answers[(region, path)] = status;

    public void Pass(TimeSpan time) => this.time.Advance(time);

    /// <summary>Lets every checker ask so many times more, one interval after the other.</summary>
    public async Task AskAsync(int times, double speed = 1)
    {
        for (var before = Fewest(); times > 0; times--)
        {
            time.Advance(dns.EndpointChecks[0].Interval / speed);
            await SeeAsync(++before);
        }
    }

    private Task<int> SeeAsync(int results) => Eventually.SeeAsync(() => Task.FromResult(Fewest()), fewest => fewest >= results, $"{results} results of every check");

    private int Fewest() => Regions.SelectMany(region => Router.ChecksOf(region)).Select(check => check.Results).DefaultIfEmpty(int.MaxValue).Min(); // a graph without records has no checks to wait for

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (region, path) = (request.RequestUri!.Host, request.RequestUri.AbsolutePath["/Prod".Length..]);
        var status = answers.GetValueOrDefault((region, path), path is "/health" ? 200 : 404);
        return status is 0 ? throw new HttpRequestException("no connection") : Task.FromResult(new HttpResponseMessage((HttpStatusCode)status));
    }
}
