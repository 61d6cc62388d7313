namespace Appointments.Aws;

/// <summary>
/// The network as anybody sees it: the shared name is asked for its health, and the answer names its region. That is DNS as clients have it, with their resolver's memory; Route 53's own
/// opinion would take its control plane. Not a DNS query: an API Gateway name has many addresses that come and go, and what counts is where a request gets to.
/// </summary>
public sealed class NetworkFromHere : INetwork, IDisposable
{
    /// <summary>
    /// The parts of one look share one answer, and whoever looks every second does not ask every second: it is a request to <c>/health</c>, of which the firewall before a region takes 300 of one address in five minutes.
    /// Resolvers keep an answer for longer.
    /// </summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly Uri health;
    private readonly DeployedStack stack;
    private readonly Asking asking;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim turn = new(1);
    private (long At, NetworkView View)? last;

    public NetworkFromHere(DeployedStack stack, TimeSpan patience, TimeProvider clock)
    {
        (this.stack, this.clock) = (stack, clock);
        health = new Uri($"{stack.Origin.ToString().TrimEnd('/')}/health");
        asking = new Asking(patience, clock);
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = patience }; // each look resolves the name anew
    }

    public async Task<NetworkView> LookAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (last is not { } known || clock.GetElapsedTime(known.At) >= Kept)
                last = known = (clock.GetTimestamp(), await AskAsync(cancel));
            return known.View;
        }
        finally { turn.Release(); }
    }

    public void Dispose()
    {
        http.Dispose();
        turn.Dispose();
    }

    private async Task<NetworkView> AskAsync(CancellationToken cancel)
    {
        var answer = await asking.AskAsync(async within =>
        {
            using var reply = await http.GetAsync(health, within);
            return await reply.Content.ReadAsStringAsync(within);
        }, cancel);
        // 200 and 503 both name the region that answers; the latter in its message.
        return new NetworkView(answer.Answered ? stack.Regions.FirstOrDefault(region => answer.Value.Contains(region.Name, StringComparison.Ordinal))?.Name : null, null, []);
    }
}
