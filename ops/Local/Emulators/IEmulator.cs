using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>A server that stands in for a service of AWS, as a process of its own.</summary>
public interface IEmulator : IAsyncDisposable
{
    Uri Endpoint { get; }

    ChildProcess Process { get; }
}
