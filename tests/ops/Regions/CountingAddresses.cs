using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Appointments.Aws;

namespace Appointments.Tests.Regions;

/// <summary>Two deployed regions and the name that they share, on loopback: each request is counted, and tables and queues refuse every connection.</summary>
internal sealed class CountingAddresses : IDisposable
{
    public const string Near = "us-east-1", Far = "sa-east-1";

    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly string address;

    public CountingAddresses()
    {
        address = $"http://localhost:{FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>The first segment of each path is who is asked: a region, or <c>origin</c>, which leads to <see cref="Far"/>.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    /// <summary>Paths that do not answer 200; the near region is drained.</summary>
    public HashSet<string> Not200 { get; } = [$"/{Near}/Prod/health", $"/{Near}/Prod/drained/{Far}"];

    /// <summary>What every answer has as its Date; null: the listener's own.</summary>
    public DateTimeOffset? Date { get; set; }

    public DeployedStack Stack => new(new Uri("https://edge"), new Uri($"{address}origin/Prod"), TimeSpan.FromSeconds(150), new DeployedTables("a", "q", "r"), [], [Region(Near, Far), Region(Far, Near)]);

    public void Dispose() => listener.Close();

    private DeployedRegion Region(string name, string watcher) => new(name, watcher, new Uri($"{address}{name}/Prod"),
        ImmutableSortedDictionary<string, DeployedQueue>.Empty.Add("PE", new DeployedQueue(new Uri("http://localhost/1/q"), new Uri("http://localhost/1/dead"))), new RegionEndpoints(Refusing, Refusing));

    /// <summary>A port that nobody may listen on, so nobody does.</summary>
    private static Uri Refusing => new("http://127.0.0.1:1/");

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try { context = await listener.GetContextAsync(); }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException) { return; }
            var path = context.Request.Url!.AbsolutePath;
            asked.Enqueue(path);
            context.Response.StatusCode = Not200.Contains(path) ? 404 : 200;
            if (Date is { } date)
                context.Response.Headers["Date"] = date.ToString("R");
            context.Response.Close(Encoding.UTF8.GetBytes($$"""{"region":"{{Far}}"}"""), willBlock: false);
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
