using System.Net;
using System.Net.Sockets;

namespace Appointments.Tests.LocalLambda;

/// <summary>Where invocations that run at the same time show it: each connects, and goes on once it is let go.</summary>
internal sealed class Meeting : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> present = [];

    public Meeting() => listener.Start();

    public object Event => new { @do = "meet", port = ((IPEndPoint)listener.LocalEndpoint).Port };

    /// <summary>Whether another one waits at the door.</summary>
    public bool AnotherWaits => listener.Pending();

    public async Task UntilPresentAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (present.Count < count)
        {
            present.Add(await listener.AcceptTcpClientAsync(limit.Token));
        }
    }

    public async Task LetOneGoAsync()
    {
        using var one = present[0];
        present.RemoveAt(0);
        await one.GetStream().WriteAsync(new byte[1]);
    }

    public void Dispose()
    {
        present.ForEach(client => client.Dispose());
        listener.Dispose();
    }
}
