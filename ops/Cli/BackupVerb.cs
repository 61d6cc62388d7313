using System.Collections.Immutable;
using System.CommandLine;
using Appointments.Aws;
using Appointments.Backups;
using Appointments.Domain;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>backup save|put-back</c>: rows of AppointmentsTable into a file, and what a backup has and the living table lacks back into it. On the local run and on AWS.</summary>
internal sealed class BackupVerb
{
    private readonly IAnsiConsole console;
    private readonly OperatedSystem system = new();
    private readonly Option<string?> region = new("--region") { Description = "Whose table; the first of the settings, where none is said.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };
    private readonly Option<string> prefix = new("--id-prefix") { Description = "Only appointments whose id begins so; all, where nothing is said.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
    private readonly Option<bool> json = RegionVerb.Json();

    private BackupVerb(IAnsiConsole console) => this.console = console;

    public static Command Create(IAnsiConsole console) =>
        new("backup", "Saves the ledgers' rows to a file, and puts rows of a backup back where they are missing. What is there stays as it is.") { new BackupVerb(console).Save(), new BackupVerb(console).PutBack() };

    private Command Save()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Made anew: one item a line, as DynamoDB exports a table." };
        var command = new Command("save", "Reads every row of one region's table into a file. On AWS point-in-time recovery and AWS Backup do this better, and all the time.") { file, region, prefix };
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var into = parsed.GetRequiredValue(file);
            using var operated = await system.FindAsync(parsed, DrainVariant.Planned.Patience, cancel);
            using var ledgers = new DataPlaneLedgers(operated.Stack, null, DrainVariant.Planned.Patience, TimeProvider.System);
            var rows = await ledgers.AllAsync(Of(operated, parsed), parsed.GetRequiredValue(prefix), cancel);
            await BackupFile.WriteAsync(into.FullName, rows, cancel);
            console.WriteLine($"{rows.Length} rows of {rows.Select(row => row.AppointmentId).Distinct().Count()} appointments, as {Of(operated, parsed)} has them, are in {into.FullName}.");
            return ExitCode.Done;
        });
        return command;
    }

    private Command PutBack()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "What backup save wrote, or DynamoDB's export of a table, unpacked. Or say --table.", Arity = ArgumentArity.ZeroOrOne };
        var table = new Option<string?>("--table") { Description = "The table that a backup was restored to, beside the living one and in the same region.", HelpName = "NAME" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would be put back, and writes nothing." };
        var command = new Command("put-back", "Adds the backup's rows that are missing, by conditional writes; replication carries them on. May be repeated; never changes a row that is there.") { file, table, region, prefix, dryRun, json };
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (from, restored) = (parsed.GetValue(file), parsed.GetValue(table));
            if (from is null == restored is null)
                throw new UsageException("Where is the backup? Expected either FILE or --table NAME.");
            using var operated = await system.FindAsync(parsed, DrainVariant.Planned.Patience, cancel);
            using var ledgers = new DataPlaneLedgers(operated.Stack, null, DrainVariant.Planned.Patience, TimeProvider.System);
            var kept = await KeptAsync(operated, parsed, from, restored, cancel);
            var outcome = await new BackupOperations(ledgers).PutBackAsync(Of(operated, parsed), kept, parsed.GetValue(dryRun), cancel);
            Write(Of(operated, parsed), outcome, parsed.GetValue(dryRun), parsed.GetValue(json));
            return outcome.Open.IsEmpty ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private async Task<ImmutableArray<LedgerRow>> KeptAsync(Operated operated, ParseResult parsed, FileInfo? file, string? table, CancellationToken cancel)
    {
        if (file is not null)
            return [.. (await BackupFile.ReadAsync(file.FullName, cancel)).Where(row => row.AppointmentId.StartsWith(parsed.GetRequiredValue(prefix), StringComparison.Ordinal))];
        using var restored = new DataPlaneLedgers(operated.Stack, table, DrainVariant.Planned.Patience, TimeProvider.System);
        return await restored.AllAsync(Of(operated, parsed), parsed.GetRequiredValue(prefix), cancel);
    }

    private string Of(Operated operated, ParseResult parsed) => parsed.GetValue(region) is { } said ? operated.Stack.In(said).Name : operated.Stack.Regions[0].Name;

    private void Write(string into, PutBackOutcome outcome, bool dryRun, bool asJson)
    {
        if (asJson)
        {
            OperatorJson.Write(console, new { region = into, dryRun, put = outcome.Put, stood = outcome.Stood, appointments = outcome.Appointments, foreign = outcome.Foreign, open = outcome.Open });
            return;
        }
        console.WriteLine($"{outcome.Put} rows of {outcome.Appointments.Length} appointments {(dryRun ? "would be put back" : "were put back")} into {into}; {outcome.Stood} rows stood.");
        foreach (var id in outcome.Appointments)
            console.WriteLine($"  {id}");
        foreach (var id in outcome.Foreign)
            console.WriteLine($"{id} stands with another country or schedule than in the backup, so its rows were left out: ask the clinic which one is meant.");
        foreach (var id in outcome.Open)
            console.WriteLine($"{id} was changed again and again meanwhile: nothing of it was put back. Say it again.");
    }
}
