using System.Runtime.InteropServices;

namespace Appointments.Cli;

/// <summary>Ctrl-C for a <see cref="FinishingCommand"/>. The parser's own handling would end the process after a time that is fixed beforehand, in the middle of a rollback.</summary>
internal sealed class PatientInterrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public PatientInterrupt() => registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
            return; // the second: it ends the process, as it would without us
        signal.Cancel = true;
        source.Cancel();
    }
}
