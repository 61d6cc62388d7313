using System.Collections.Immutable;
using Appointments.Local.Proxies;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Watching;

/// <summary>
/// One region's way to the DynamoDB of every region. On AWS a client reaches each region under a name of its own; here the SDK's one variable names one endpoint for all, so this
/// one looks at the region for which a request is signed.
/// </summary>
internal sealed class AcrossRegions : IAsyncDisposable
{
    private readonly LoopbackServer server;
    private readonly ImmutableDictionary<string, Upstream> regions;

    private AcrossRegions(LoopbackServer server, ImmutableDictionary<string, Upstream> regions)
    {
        this.server = server;
        this.regions = regions;
    }

    public Uri Endpoint => server.Url;

    /// <param name="from">The region whose functions come this way.</param>
    /// <param name="endpoints">Region to its DynamoDB.</param>
    public static async Task<AcrossRegions> StartAsync(string from, ImmutableDictionary<string, Uri> endpoints, RegionNetwork network, CancellationToken cancel)
    {
        var upstreams = endpoints.ToImmutableDictionary(each => each.Key, each => new Upstream(each.Value));
        return new AcrossRegions(await LoopbackServer.StartAsync($"{from}'s way to other regions", 0, _ => { }, _ => context => PassOnAsync(context, from, upstreams, network), cancel), upstreams);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var region in regions.Values)
            region.Dispose();
    }

    private static async Task PassOnAsync(HttpContext context, string from, ImmutableDictionary<string, Upstream> regions, RegionNetwork network)
    {
        try
        {
            var request = await ForwardingProxy.RequestAsync(context, context.RequestAborted);
            // Credential=KEY/DATE/REGION/SERVICE/aws4_request; source: AWS, "Elements of an AWS API request signature"
            var to = request.Header("Authorization").Split("Credential=") is [_, var scope] && scope.Split('/') is [_, _, var region, ..] ? region : "";
            if (!network.Passes(from, to) || !regions.TryGetValue(to, out var upstream))
            {
                context.Abort();
                return;
            }
            await ForwardingProxy.ReplyAsync(context, await upstream.SendAsync(request, context.RequestAborted));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException) { context.Abort(); } // as the region's own endpoint would
    }
}
