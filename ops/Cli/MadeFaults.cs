using Appointments.Faults;

namespace Appointments.Cli;

/// <summary>Faults of a local run or of a deployment, and what they hold.</summary>
internal sealed class MadeFaults(IFaults faults, params IDisposable[] owned) : IDisposable
{
    public IFaults Faults => faults;

    public void Dispose()
    {
        (faults as IDisposable)?.Dispose();
        foreach (var part in owned)
            part.Dispose();
    }
}
