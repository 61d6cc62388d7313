using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Appointments.Checks.Moving;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What <c>graph diff</c> writes: what is alike in one line.</summary>
internal sealed class MovesReport(string stack, ImmutableArray<ResourceMove> moves)
{
    private const int NamesInALine = 6;

    public string Stack => stack;

    public int Created => Count(Move.Create);

    public int Changed => Count(Move.Update);

    public int Replaced => Count(Move.Replace) + Count(Move.UpdateOrReplace);

    public int Deleted => Count(Move.Delete);

    /// <summary>How many of those that hold data would be gone.</summary>
    public int Lost => moves.Count(move => move.LosesState);

    private string Summary => string.Create(CultureInfo.InvariantCulture, $"{stack}: {Created} created, {Changed} changed in place, {Replaced} replaced, {Deleted} deleted");

    public void Write(IAnsiConsole console)
    {
        if (!moves.IsEmpty)
        {
            var table = new Table().AddColumns("what", "where", "which", "because of");
            foreach (var line in Lines())
                table.AddRow(Markup.Escape(line.What), Markup.Escape(line.Where), Markup.Escape(line.Which), Markup.Escape(line.Because));
            console.Write(table);
        }
        console.WriteLine(Summary);
        foreach (var lost in moves.Where(move => move.LosesState))
            console.WriteLine(Loss(lost));
    }

    public string Markdown()
    {
        var text = new StringBuilder();
        if (moves.IsEmpty)
            return "Nothing is touched.\n";
        text.Append("| What | Where | Which | Because of |\n|---|---|---|---|\n");
        foreach (var line in Wholes().Concat(Lines().Where(line => line.Because is not "")))
            text.Append($"| {line.What} | {line.Where} | {line.Which} | {line.Because} |\n");
        text.Append($"\n{Summary}.");
        text.Append(moves.Any(move => move.LosesState) ? $"\n\n{string.Concat(moves.Where(move => move.LosesState).Select(move => $"- **{Loss(move)}**\n"))}" : "\n");
        return text.ToString();
    }

    private static string Loss(ResourceMove lost) => $"{(lost.Move is Move.Delete ? "Deleted" : "Replaced")}, with what it holds: {lost.Name}{(lost.IsRefused ? ". It is protected, so pulumi up refuses all of it." : ".")}";

    private IEnumerable<(string What, string Where, string Which, string Because)> Lines() =>
        from move in moves
        group move by (move.Move, Where: move.Region ?? "global", Kind: Kind(move.Type), Because: string.Join(", ", move.Because)) into alike
        orderby alike.Key.Move, alike.Key.Where, alike.Key.Kind
        select (Word(alike.Key.Move), alike.Key.Where, $"{Amount(alike.Count())}{alike.Key.Kind}: {Names([.. alike.Select(move => move.Name)])}", alike.Key.Because);

    /// <summary>What comes or goes whole: on a page its kinds say more than its names.</summary>
    private IEnumerable<(string What, string Where, string Which, string Because)> Wholes() =>
        from move in moves
        where move.Because.IsEmpty
        group move by (move.Move, Where: move.Region ?? "global") into alike
        orderby alike.Key.Move, alike.Key.Where
        select (Word(alike.Key.Move), alike.Key.Where, string.Join(", ", alike.GroupBy(move => Kind(move.Type)).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{Amount(kind.Count())}{kind.Key}")), "");

    private static string Amount(int count) => count is 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} × ");

    private static string Names(string[] names) => names.Length <= NamesInALine ? string.Join(", ", names) : $"{string.Join(", ", names.Take(NamesInALine - 1))}, …";

    /// <summary>Such as <c>Queue</c> of <c>aws:sqs/queue:Queue</c>; a provider is one for AWS.</summary>
    private static string Kind(string type) => type is "pulumi:providers:aws" ? "Provider" : type.Split(':')[^1];

    private static string Word(Move move) => move switch
    {
        Move.Create => "created",
        Move.Update => "changed in place",
        Move.Replace => "replaced",
        Move.Delete => "deleted",
        Move.Leave => "left in AWS",
        Move.UpdateOrReplace => "changed or replaced",
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, "An update does no such thing."),
    };

    private int Count(Move kind) => moves.Count(move => move.Move == kind);
}
