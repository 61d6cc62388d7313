namespace Appointments.Aws;

/// <summary>
/// The network as anybody sees it: the shared name is asked for its health, and the answer names its region. That is DNS as clients have it, with their resolver's memory; Route 53's own
/// opinion would take its control plane. Not a DNS query: an API Gateway name has many addresses that come and go, and what counts is where a request gets to.
/// </summary>
public sealed class NetworkFromHere : INetwork, IDisposable
{
    private readonly HttpClient http;
    private readonly Uri health;
    private readonly DeployedStack stack;
    private readonly Asking asking;

    public NetworkFromHere(DeployedStack stack, TimeSpan patience, TimeProvider clock)
    {
        this.stack = stack;
        health = new Uri($"{stack.Origin.ToString().TrimEnd('/')}/health");
        asking = new Asking(patience, clock);
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = patience }; // each look resolves the name anew
    }

    public async Task<NetworkView> LookAsync(CancellationToken cancel)
    {
        var answer = await asking.AskAsync(async within =>
        {
            using var reply = await http.GetAsync(health, within);
            return await reply.Content.ReadAsStringAsync(within);
        }, cancel);
        // 200 and 503 both name the region that answers; the latter in its message.
        return new NetworkView(answer.Answered ? stack.Regions.FirstOrDefault(region => answer.Value.Contains(region.Name, StringComparison.Ordinal))?.Name : null, null, []);
    }

    public void Dispose() => http.Dispose();
}
