using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Appointments.Figures;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>bench</c>: figures of the local run on this machine; shown, never judged.</summary>
internal static class BenchVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--settings");
        var native = new Option<bool>("--native") { Description = "Measures native functions too; publishes them first." };
        var json = new Option<bool>("--json") { Description = "The figures as JSON." };
        var into = new Option<FileInfo?>("--into") { Description = "Writes the table into this Markdown file, between its marks.", HelpName = "FILE" };
        var command = new Command("bench", "Measures the local run on this machine: start, memory, registrations a second, latencies. Takes about two minutes.") { native, json, into };
        stack.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var progress = new StderrProgress();
            var nativeFolder = parsed.GetValue(native) ? await FunctionsFolder.NativeAsync(Repository.Root(), progress, cancel) : null;
            var figures = await new Measurement(stack.Read(parsed), FunctionsFolder.Managed(Repository.Root()), nativeFolder, progress).TakeAsync(cancel);
            if (parsed.GetValue(into) is { } file)
                await WriteIntoAsync(file, Markdown(figures), cancel);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, Json));
            else
                console.Write(Table(figures));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteIntoAsync(FileInfo file, string table, CancellationToken cancel)
    {
        const string begin = "<!-- figures -->\n", end = "<!-- /figures -->";
        var text = file.Exists ? await File.ReadAllTextAsync(file.FullName, cancel) : "";
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new UsageException($"{file.FullName} has no place for the figures: expected the lines {begin.Trim()} and {end}, between which the table goes.");
        await File.WriteAllTextAsync(file.FullName, $"{text[..(from + begin.Length)]}{table}{text[to..]}", cancel);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static Table Table(IReadOnlyList<Figure> figures)
    {
        var table = new Table().AddColumns("what", "median", "min", "max", "unit");
        foreach (var figure in figures)
            table.AddRow(Markup.Escape(figure.What), Number(figure.Median), Number(figure.Min), Number(figure.Max), figure.Unit);
        return table;
    }

    private static string Markdown(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}.\n\n");
        text.Append("| What | Median | Min | Max | Unit | Measured |\n|---|---|---|---|---|---|\n");
        foreach (var figure in figures)
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {Number(figure.Median)} | {Number(figure.Min)} | {Number(figure.Max)} | {figure.Unit} | {(figure.Values.Count is 1 ? "once" : $"{figure.Values.Count} times")} |\n");
        return text.ToString();
    }
}
