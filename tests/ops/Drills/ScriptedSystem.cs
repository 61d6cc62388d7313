using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

/// <summary>One region that takes no write and has no appointment, at an address of this machine. What a look at it finds a test says.</summary>
internal sealed class ScriptedSystem : IDrilledSystem, IDisposable
{
    public const string Region = "us-east-1";

    private readonly HttpListener listener = new();
    private readonly Uri stage = new($"http://127.0.0.1:{FreePort()}/Prod");

    public ScriptedSystem()
    {
        listener.Prefixes.Add($"{stage}/");
        listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>What a look finds; never at rest, where nothing is said.</summary>
    public Func<SystemSample> OnSample { get; set; } = () => new SystemSample(DateTimeOffset.UnixEpoch, null, [new(Region, true, Waiting: 1, InFlight: 0, Dead: 0)], []);

    /// <summary>What it answers who asks for the list.</summary>
    public int ListStatus { get; set; } = 200;

    public string Description => "a script";

    public Uri Edge => stage;

    public string ApiKey => "a key";

    public string? OriginSecret => null;

    public ImmutableArray<(string Region, Uri Stage)> Regions => [(Region, stage)];

    public ImmutableArray<(string Path, string Country)> Countries => [("peru", "PE")];

    public double TimeScale => 1;

    public TimeSpan QuietFor => TimeSpan.Zero;

    public TimeSpan SettlesWithin => TimeSpan.FromHours(1);

    public Task<SystemSample> SampleAsync(CancellationToken cancel) => Task.FromResult(OnSample());

    public Task<ServiceTrail> TrailAsync(CancellationToken cancel) => Task.FromResult(new ServiceTrail([], []));

    public void Dispose() => listener.Close();

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try { context = await listener.GetContextAsync(); }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException) { return; } // closed
            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var list = context.Request.Url!.AbsolutePath.EndsWith("/appointments", StringComparison.Ordinal);
        context.Response.StatusCode = context.Request.HttpMethod is "POST" ? 503 : list ? ListStatus : 404;
        try { context.Response.Close(Encoding.UTF8.GetBytes(list ? """{"appointments":[]}""" : "{}"), willBlock: true); }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException) { } // who asked has given up
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
