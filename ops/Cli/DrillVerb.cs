using System.CommandLine;
using Appointments.Cli.Drilling;
using Appointments.Drills.Evidence;
using Appointments.Drills.Running;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>drill list|run|compare</c>: failures rehearsed, with evidence.</summary>
internal static class DrillVerb
{
    /// <param name="drill">What the drill that runs these verbs measures; null: a person runs them.</param>
    public static Command Create(IAnsiConsole console, IMeasured? drill) => new("drill", "Rehearses a failure under load, on the local run or on AWS, and shows what happened: figures, objectives, evidence.")
    {
        List(console), DrillRunVerb.Create(console), Compare(console), PoisonCommand.Create(console, drill), LoseRowsCommand.Create(console),
    };

    private static Command List(IAnsiConsole console)
    {
        var json = new Option<bool>("--json") { Description = "The drills as JSON." };
        var command = new Command("list", "The drills there are: the files of drills/.") { json };
        command.SetAction(parsed =>
        {
            var drills = DrillFiles.All().Select(name => DrillFiles.Read(name, DrillFiles.AnyRegions)).ToArray();
            if (parsed.GetValue(json))
                OperatorJson.Write(console, drills.Select(drill => new { name = drill.Name, title = drill.Title, description = drill.Description, tags = drill.Tags }));
            else
                console.Write(DrillTables.Of(drills));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Compare(IAnsiConsole console)
    {
        var json = new Option<bool>("--json") { Description = "The changes as JSON." };
        var before = new Argument<string>("A") { Description = "The folder of the earlier drill's evidence." };
        var after = new Argument<string>("B") { Description = "That of the later one." };
        var command = new Command("compare", "Shows how every figure changed between two drills.") { before, after, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var changes = Comparison.Of(await EvidenceFolder.ReadAsync(parsed.GetRequiredValue(before), cancel), await EvidenceFolder.ReadAsync(parsed.GetRequiredValue(after), cancel));
            if (parsed.GetValue(json))
                OperatorJson.Write(console, changes);
            else
                DrillTables.Write(console, changes);
            return ExitCode.Done;
        });
        return command;
    }
}
