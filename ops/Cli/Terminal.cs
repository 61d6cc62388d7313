using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What people read. Into a file or a pipe: no colours, and no line is broken, so that <c>grep</c> finds whole names.</summary>
internal static class Terminal
{
    /// <summary>Wider than any table of ours; Spectre takes 80 where there is no terminal to ask.</summary>
    public const int Unbroken = 10_000;

    public static IAnsiConsole Console()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings()); // knows a terminal from a file, and NO_COLOR
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = Unbroken;
        return console;
    }
}
