using System.Collections.Concurrent;
using Appointments.Aws;
using Appointments.Local.Proxies;

namespace Appointments.Tests.Run.Operators;

/// <summary>A deployment whose regions are reached through proxies that write down every call, and can each fail.</summary>
internal sealed class RecordedPlanes : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> calls = new();
    private readonly List<ForwardingProxy> proxies = [];
    private readonly Dictionary<string, List<ForwardingProxy>> byRegion = [];

    public DeployedStack Stack { get; private set; } = null!;

    /// <summary>Such as <c>us-east-1 dynamodb:GetItem</c> or <c>us-east-1 GET /Prod/health</c>.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    public static async Task<RecordedPlanes> BeforeAsync(DeployedStack stack)
    {
        var planes = new RecordedPlanes();
        var regions = new List<DeployedRegion>();
        foreach (var region in stack.Regions)
        {
            var (tables, queues, api) = (await planes.ProxyAsync(region.Name, region.Endpoints!.DynamoDb), await planes.ProxyAsync(region.Name, region.Endpoints.Sqs), await planes.ProxyAsync(region.Name, region.Stage));
            regions.Add(region with { Stage = new Uri(api, region.Stage.AbsolutePath), Endpoints = new RegionEndpoints(tables, queues) });
        }
        planes.Stack = stack with { Regions = [.. regions] };
        return planes;
    }

    /// <summary>Everything in a region: tables, queues and API.</summary>
    public void Fault(string region, ProxyFault fault)
    {
        foreach (var proxy in byRegion[region])
            proxy.Fault = fault;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in proxies)
            await proxy.DisposeAsync();
    }

    private async Task<Uri> ProxyAsync(string region, Uri target)
    {
        var proxy = await ForwardingProxy.StartAsync(new Uri(target, "/"), next => (request, cancel) =>
        {
            calls.Enqueue($"{region} {Name(request)}");
            return next(request, cancel);
        }, TimeProvider.System, CancellationToken.None);
        proxies.Add(proxy);
        if (!byRegion.TryGetValue(region, out var all))
            byRegion[region] = all = [];
        all.Add(proxy);
        return proxy.Endpoint;
    }

    /// <summary>As IAM names the action; a request of the API by its method and path.</summary>
    private static string Name(ProxiedRequest request) => request.Header("X-Amz-Target").Split('.') switch
    {
        ["DynamoDB_20120810", var action] => $"dynamodb:{action}",
        ["AmazonSQS", var action] => $"sqs:{action}",
        _ => $"{request.Method} {request.Target}",
    };
}
