using System.Net.Sockets;
using System.Text.Json;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary>A <c>run -- COMMAND</c> whose command shows its environment and then does what is typed.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private const string Shell = "env | grep ^APPOINTMENTS_; echo READY; read -r line; eval \"$line\"";

    private readonly Dictionary<string, string> variables;
    private IReadOnlyList<LiveProcess> processes = [];

    private RunningSystem(Session session)
    {
        Session = session;
        variables = session.Lines.Where(line => line.StartsWith("APPOINTMENTS_")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        Url = new Uri(variables["APPOINTMENTS_URL"]);
        Edge = new ApiClient(Url, variables["APPOINTMENTS_API_KEY"]);
        RegionUrls = JsonSerializer.Deserialize<Dictionary<string, Uri>>(variables["APPOINTMENTS_REGION_URLS"])!;
        Regions = RegionUrls.ToDictionary(region => region.Key, region => new ApiClient(region.Value, variables["APPOINTMENTS_API_KEY"]));
        Control = new ControlClient(new Uri(variables["APPOINTMENTS_CONTROL_URL"]));
    }

    public Session Session { get; }

    public Uri Url { get; }

    public ApiClient Edge { get; }

    public IReadOnlyDictionary<string, ApiClient> Regions { get; }

    /// <summary>Each region's stage.</summary>
    public IReadOnlyDictionary<string, Uri> RegionUrls { get; }

    public ControlClient Control { get; }

    /// <summary>The key of drills, as the command behind -- gets it.</summary>
    public string DrillApiKey => variables["APPOINTMENTS_DRILL_API_KEY"];

    public string ControlUrl => variables["APPOINTMENTS_CONTROL_URL"];

    public static async Task<RunningSystem> StartAsync(params string[] arguments)
    {
        var session = Session.Start(["run", "--port", "0", .. arguments, "--", "sh", "-c", Shell]);
        try
        {
            await session.SeeAsync(line => line is "READY");
            return new RunningSystem(session);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has the command do something that ends it, and waits for the end of all.</summary>
    public async Task<Outcome> EndByAsync(string line)
    {
        processes = Session.Descendants();
        await Session.TypeAsync(line);
        return await Session.EndAsync();
    }

    /// <summary>SIGKILL: it can take nothing down, and yet none of its servers and functions lives on.</summary>
    public async Task KillAsync()
    {
        processes = [.. Session.Descendants().Where(process => !process.CommandLine.Contains(Shell))]; // the command is not the run's to keep
        Session.Kill();
        Assert.Equal(128 + 9, (await Session.EndAsync()).Exit);
        await Eventually.SeeAsync(() => Task.FromResult(processes.Count(process => process.IsAlive)), alive => alive is 0, "the end of every process of the run");
    }

    /// <summary>Nothing of it is there any more.</summary>
    public void AssertGone()
    {
        LiveProcess.AssertGone(processes);
        Assert.Empty(Session.TemporaryFiles);
        Addresses.AssertClosed([variables["APPOINTMENTS_URL"], variables["APPOINTMENTS_CONTROL_URL"], .. RegionUrls.Values.Select(url => url.ToString())]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Regions.Values.Append(Edge))
            client.Dispose();
        Control.Dispose();
        await Session.DisposeAsync();
    }
}

internal static class Addresses
{
    public static void AssertClosed(IEnumerable<string> urls)
    {
        foreach (var url in urls.Select(url => new Uri(url)))
        {
            using var client = new TcpClient();
            Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => client.Connect(url.Host, url.Port)).SocketErrorCode);
        }
    }
}
