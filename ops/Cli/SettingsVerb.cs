using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Appointments.Graph;
using Appointments.Plan;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>settings</c>: every key with its type, default, what each stack makes of it, and what it does.</summary>
internal static class SettingsVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(IAnsiConsole console)
    {
        var json = new Option<bool>("--json") { Description = "The settings as JSON." };
        var into = new Option<FileInfo?>("--into") { Description = "Writes the page docs/settings.md anew, or another file.", HelpName = "FILE.md" };
        var command = new Command("settings", "Shows every setting: type, default, what each stack makes of it, what it does.") { json, into };
        command.SetAction(async (parsed, cancel) =>
        {
            var stacks = StackConfiguration.Stacks(Repository.Root()).Select(stack => StackConfiguration.Read(Repository.Root(), stack, [])).ToArray();
            if (parsed.GetValue(into) is { } file)
                await File.WriteAllTextAsync(file.FullName, SettingsPage.Write([.. stacks.Select(stack => (stack.Stack, (Func<Setting, string?>)(setting => stack.Get(setting.Key))))]), cancel);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(Settings.All.Select(setting => new
                {
                    key = setting.FullKey, type = SettingsPage.TypeOf(setting), setting.Default, setting.Description, setting.IsSecret,
                    stacks = setting.IsSecret ? null : stacks.ToDictionary(stack => stack.Stack, stack => stack.Get(setting.Key)),
                }), Json));
            else if (parsed.GetValue(into) is null)
                console.Write(Table(stacks));
            return ExitCode.Done;
        });
        return command;
    }

    private static Table Table(StackConfiguration[] stacks)
    {
        var table = new Table().AddColumns("setting", "type", "default");
        foreach (var stack in stacks)
            table.AddColumn(stack.Stack);
        table.AddColumn("what it does");
        foreach (var setting in Settings.All)
            table.AddRow([.. new[] { setting.Key, SettingsPage.TypeOf(setting), SettingsPage.DefaultOf(setting).Trim('`') }
                .Concat(stacks.Select(stack => setting.IsSecret ? "" : stack.Get(setting.Key) ?? "")).Append(setting.Description).Select(Markup.Escape)]);
        return table;
    }
}
