using System.Globalization;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>Shows what is waited for: a table that counts down on a terminal, and elsewhere a line whenever something is done, and every ten seconds.</summary>
/// <param name="console">Where progress goes, not results.</param>
/// <param name="live">Whether it is a terminal, on which what was written can be written over.</param>
internal sealed class WaitScreen(IAnsiConsole console, bool live)
{
    private static readonly TimeSpan LinesEvery = TimeSpan.FromSeconds(10);

    public static WaitScreen OnStandardError()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        if (System.Console.IsErrorRedirected)
            console.Profile.Width = Terminal.Unbroken;
        return new WaitScreen(console, !System.Console.IsErrorRedirected && console.Profile.Capabilities.Interactive);
    }

    /// <param name="wait">Waits, and tells how it stands.</param>
    public Task<WaitReport> ShowAsync(Func<Action<WaitReport>, Task<WaitReport>> wait) => live
        ? console.Live(new Table()).StartAsync(context => wait(report => context.UpdateTarget(Table(report))))
        : wait(Lines());

    private static Table Table(WaitReport report)
    {
        var table = new Table().AddColumns("waiting for", "what is left").Caption($"{Clock(report.Elapsed)} so far; given up in {Clock(report.Remaining)}");
        foreach (var step in report.Steps)
            table.AddRow(Markup.Escape(step.Name), step.Done ? "[green]done[/]" : Markup.Escape(step.Left));
        return table;
    }

    private Action<WaitReport> Lines()
    {
        (string Done, TimeSpan At)? last = null;
        return report =>
        {
            var done = string.Concat(report.Steps.Select(step => step.Done ? '1' : '0'));
            if (last?.Done == done && report.Elapsed - last.Value.At < LinesEvery)
                return;
            last = (done, report.Elapsed);
            console.WriteLine($"{Clock(report.Elapsed)}  {string.Join("; ", report.Steps.Select(step => $"{step.Name}: {(step.Done ? "done" : step.Left)}"))}  (given up in {Clock(report.Remaining)})");
        };
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
