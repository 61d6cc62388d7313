using System.CommandLine;
using Appointments.Graph;

namespace Appointments.Cli;

/// <summary>Which stack's settings a verb takes, and what is set on top.</summary>
internal sealed class StackOptions
{
    public Option<string> Stack { get; }

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Sets KEY=VALUE on top of the stack's file; may be given several times.",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <param name="name">How the verb calls it.</param>
    public StackOptions(string name)
    {
        Stack = new Option<string>(name) { Description = "The environment: its Pulumi.<stack>.yaml is read.", HelpName = "dev|prod", CompletionSources = { _ => Offered.Stacks() }, DefaultValueFactory = _ => "dev" };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(Stack);
        command.Options.Add(Set);
    }

    public StackConfiguration Read(ParseResult parsed) => Read(parsed, parsed.GetValue(Set) ?? []);

    /// <param name="overrides">Instead of what the command line sets.</param>
    public StackConfiguration Read(ParseResult parsed, string[] overrides) => StackConfiguration.Read(Repository.Root(), parsed.GetRequiredValue(Stack), overrides);
}
