using System.CommandLine;
using System.Globalization;
using Appointments.Aws;
using Appointments.Backups;
using Appointments.Regions;
using Spectre.Console;
using Rehearsed = Appointments.Domain.Rehearsal;

namespace Appointments.Cli.Drilling;

/// <summary><c>drill lose-rows RUN</c>: an operator's mistake, with a drill's own appointments.</summary>
internal static class LoseRowsCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var run = new Argument<string>("RUN") { Description = $"The drill's run: only appointments whose ids begin with {Rehearsed.IdPrefix}RUN- are touched." };
        var region = new Option<string>("--region") { Description = "Whose table; replication carries the loss to the others.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() }, Required = true };
        var share = Numbers.Option("--share", "Of all its appointments; above 0, at most 1.", "N", 0.5, NumberStyles.Float, "a number above 0, at most 1", number => number is > 0 and <= 1);
        var into = new Option<FileInfo>("--into") { Description = "Where the rows are written, each before it is deleted, so that everyone can tell what was.", HelpName = "FILE", Required = true };
        var system = new OperatedSystem();
        var command = new Command("lose-rows", "Deletes appointments of a drill with all their rows, as an operator's mistake would. Nothing else can be deleted so.") { run, region, share, into };
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var operated = await system.FindAsync(parsed, DrainVariant.Planned.Patience, cancel);
            using var ledgers = new DataPlaneLedgers(operated.Stack, null, DrainVariant.Planned.Patience, TimeProvider.System);
            var record = parsed.GetRequiredValue(into).FullName;
            await BackupFile.WriteAsync(record, [], cancel);
            var gone = await new RehearsedMistake(ledgers, $"{Rehearsed.IdPrefix}{parsed.GetRequiredValue(run)}-").MakeAsync(operated.Stack.In(parsed.GetRequiredValue(region)).Name, parsed.GetValue(share), rows => BackupFile.AppendAsync(record, rows), cancel);
            console.WriteLine($"{gone.Length} rows of {gone.Select(row => row.AppointmentId).Distinct().Count()} appointments are gone.");
            return gone.IsEmpty ? ExitCode.NotSo : ExitCode.Done;
        });
        return command;
    }
}
