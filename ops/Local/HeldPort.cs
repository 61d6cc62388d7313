using System.Net;
using System.Net.Sockets;

namespace Appointments.Local;

/// <summary>A port of 127.0.0.1 that is this process's while it holds it, whether or not somebody listens there. While nobody does, connections are refused.</summary>
/// <remarks>
/// A socket that is bound and does not listen. On Linux nobody gets its port by chance then, and who names the port and sets SO_REUSEADDR (.NET, Jetty and Node all do) may still listen on it. Elsewhere that is not so: the number is only remembered.
/// </remarks>
internal sealed class HeldPort : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <param name="number">0: any that is free.</param>
    /// <exception cref="SocketException">Somebody listens there.</exception>
    public HeldPort(int number)
    {
        try { socket.Bind(new IPEndPoint(IPAddress.Loopback, number)); }
        catch
        {
            socket.Dispose();
            throw;
        }
        Number = ((IPEndPoint)socket.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux()) { socket.Dispose(); }
    }

    public int Number { get; }

    public void Dispose() => socket.Dispose();
}
