using System.CommandLine;
using Appointments.Local.Control;

namespace Appointments.Cli;

/// <summary>Which local run a verb is about: the one that <c>--control</c> or APPOINTMENTS_CONTROL_URL names, or the only one of this user.</summary>
internal sealed class RunFinder
{
    public Option<string?> Control { get; } = new("--control") { Description = "The control of the local run; without it APPOINTMENTS_CONTROL_URL, or the one run of this user.", HelpName = "URL" };

    /// <returns>The address of its control.</returns>
    /// <exception cref="UsageException">No run is named and none is up, or several are.</exception>
    public async Task<Uri> FindAsync(ParseResult parsed, CancellationToken cancel)
    {
        var said = parsed.GetValue(Control) ?? Environment.GetEnvironmentVariable("APPOINTMENTS_CONTROL_URL");
        if (!string.IsNullOrEmpty(said))
            return Uri.TryCreate(said, UriKind.Absolute, out var url) && url.Scheme is "http"
                ? url
                : throw new UsageException($"{said} is no address of a control: expected what ./appointments run shows, such as http://127.0.0.1:8083.");
        var runs = await RunningRuns.OfUser(Environment.GetEnvironmentVariable).FindAsync(cancel);
        return runs switch
        {
            [var only] => only.Control,
            [] => throw new UsageException("No local run of this user is up: start one with ./appointments run, or name its control with --control URL."),
            _ => throw new UsageException($"Several local runs are up; name one with --control URL:\n{string.Join('\n', runs.Select(run => $"  {run.Control} ({run.Stack}, process {run.ProcessId})"))}"),
        };
    }
}
