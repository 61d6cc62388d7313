using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Appointments.Local.Processes;

/// <summary>Starts a command so that it cannot outlive this process, and ends it with its descendants.</summary>
/// <remarks>
/// <c>setpriv --pdeathsig KILL</c> (util-linux, part of every Debian) has the kernel kill the child when the thread that started it ends, however that comes about: SIGKILL included.
/// <c>setsid</c> gives the child a process group of its own: a Ctrl-C in the terminal then reaches this process only, which takes the child down in order; and the whole group can be killed at once.
/// Both exec, so the process id stays. What a child starts itself is killed with its group when the child ends or is stopped, but not where this process dies by SIGKILL (the emulators and the functions start nothing).
/// Where there is no <c>setpriv</c> (macOS) a child is stopped on dispose only.
/// </remarks>
internal static class Leash
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private const string Folders = "/usr/bin:/bin";

    public static ProcessStartInfo StartInfo(ProcessCommand command)
    {
        var file = Executables.Find(command.FileName)
            ?? throw new ChildProcessException(command.Name, $"cannot start: there is no executable {command.FileName}", null, []);
        string[] line = (Executables.Find("setsid", Folders), Executables.Find("setpriv", Folders)) is ({ } setsid, { } setpriv)
            ? [setsid, setpriv, "--pdeathsig", "KILL", file, .. command.Arguments]
            : [file, .. command.Arguments];
        var info = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true, // and closed: a child must not read what a person types
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment) { info.Environment[name] = value; }
        return info;
    }

    /// <summary>Signals the process alone. One that has ended is no error: it races with its own end.</summary>
    public static void Signal(int processId, int signal) => _ = kill(processId, signal);

    /// <summary>Kills what an ended process left of its group.</summary>
    public static void KillRest(int processId) => _ = kill(-processId, Kill);

    // .NET can only kill, not ask to end.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
