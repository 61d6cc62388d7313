using System.CommandLine;
using System.CommandLine.Completions;
using Appointments.Graph;

namespace Appointments.Cli;

/// <summary>
/// <c>completion bash|zsh</c>: a script made from the verbs as they are. Not dotnet-suggest: that is one more tool to install, and it starts this program at every press of the key.
/// </summary>
internal static class CompletionVerb
{
    private const string Bash = "bash", Zsh = "zsh";

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong(Bash, Zsh);
        var command = new Command("completion", "Writes a script that completes verbs, options and regions: source <(./appointments completion bash)") { shell };
        command.SetAction(parsed =>
        {
            var root = parsed.RootCommandResult.Command;
            Console.Out.Write(parsed.GetRequiredValue(shell) is Zsh ? $"autoload -U +X bashcompinit && bashcompinit\n{Script(root)}" : Script(root));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The regions of every stack that has a file.</summary>
    public static IEnumerable<string> Regions() => Directory.EnumerateFiles(Repository.Root(), "Pulumi.*.yaml").Order(StringComparer.Ordinal)
        .SelectMany(file => StackConfiguration.Read(Repository.Root(), Path.GetFileName(file).Split('.')[1], []).ToSettings().Regions).Distinct();

    private static string Script(Command root)
    {
        var verbs = Verbs(root, "").ToArray();
        return $$"""
            _appointments() {
              local word=${COMP_WORDS[COMP_CWORD]} verb= words= i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$verb ${COMP_WORDS[i]}" in
                  {{string.Join(" | ", verbs.Skip(1).Select(verb => $"\"{verb.Path}\""))}}) verb="$verb ${COMP_WORDS[i]}" ;;
                esac
              done
              case "$verb" in
            {{string.Join('\n', verbs.Select(verb => $"    \"{verb.Path}\") words=\"{verb.Words}\" ;;"))}}
              esac
              COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o default -F _appointments ./appointments appointments

            """;
    }

    private static IEnumerable<(string Path, string Words)> Verbs(Command command, string path) =>
        command.Subcommands.SelectMany(child => Verbs(child, $"{path} {child.Name}"))
            .Prepend((path, string.Join(' ', command.GetCompletions(CompletionContext.Empty).Select(completion => completion.Label).Where(label => !label.StartsWith("-?", StringComparison.Ordinal)).Distinct())));
}
