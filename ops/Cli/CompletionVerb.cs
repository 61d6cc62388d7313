using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;

namespace Appointments.Cli;

/// <summary>
/// <c>completion bash|zsh</c>: a script made from the verbs as they are. Not dotnet-suggest: that is one more tool to install, and it starts this program at every press of the key.
/// </summary>
internal static partial class CompletionVerb
{
    private const string Bash = "bash", Zsh = "zsh";

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong(Bash, Zsh);
        var command = new Command("completion", "Writes a script that completes verbs, options, and values of which there is a list: source <(./appointments completion bash)") { shell };
        command.SetAction(parsed =>
        {
            var root = parsed.RootCommandResult.Command;
            Console.Out.Write(parsed.GetRequiredValue(shell) is Zsh ? $"autoload -U +X bashcompinit && bashcompinit\n{Script(root)}" : Script(root));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Script(Command root)
    {
        var verbs = Verbs(root, "").ToArray();
        var values = verbs.SelectMany(verb => Values(verb.Command, verb.Path)).ToLookup(each => each.Words, each => each.Typed);
        return $$"""
            _appointments() {
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= words= i
              if [[ $word == "=" ]]; then # bash makes three words of --region=us-east-1
                word=
              elif [[ $before == "=" ]]; then
                before=${COMP_WORDS[COMP_CWORD-2]}
              fi
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$verb ${COMP_WORDS[i]}" in
                  {{Either(verbs.Skip(1).Select(verb => verb.Path))}}) verb="$verb ${COMP_WORDS[i]}" ;;
                esac
              done
              case "$verb $before" in
            {{string.Join('\n', values.Select(each => $"    {Either(each)}) words=\"{each.Key}\" ;;"))}}
                *)
                  case "$verb" in
            {{string.Join('\n', verbs.Select(verb => $"        \"{verb.Path}\") words=\"{Plain(verb.Command.GetCompletions(CompletionContext.Empty))}\" ;;"))}}
                  esac ;;
              esac
              COMPREPLY=()
              while IFS= read -r word; do # not ($(compgen …)), which takes words for patterns of file names
                COMPREPLY+=("$word")
              done < <(compgen -W "$words" -- "$word")
            }
            complete -o default -F _appointments ./appointments appointments

            """;
    }

    private static IEnumerable<(string Path, Command Command)> Verbs(Command command, string path) =>
        command.Subcommands.SelectMany(child => Verbs(child, $"{path} {child.Name}")).Prepend((path, command));

    /// <summary>What may stand behind each option that takes a value; no word where it is not one of a list, so that the shell offers files.</summary>
    private static IEnumerable<(string Typed, string Words)> Values(Command command, string path) =>
        from option in command.Options
        where option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool)
        let words = Plain(option.GetCompletions(CompletionContext.Empty))
        from name in option.Aliases.Prepend(option.Name)
        select ($"{path} {name}", words);

    private static string Either(IEnumerable<string> words) => string.Join(" | ", words.Select(word => $"\"{word}\""));

    /// <summary>Without those in which a shell would see more than their letters: some are names of files, and the script is run by whoever sources it.</summary>
    private static string Plain(IEnumerable<CompletionItem> items) => string.Join(' ', items.Select(item => item.Label).Where(label => PlainWord().IsMatch(label)).Distinct());

    [GeneratedRegex(@"^[\w.-]+\z")]
    private static partial Regex PlainWord();
}
