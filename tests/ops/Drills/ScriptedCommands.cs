using System.Collections.Immutable;
using Appointments.Drills.Experiments;

namespace Appointments.Tests.Drills;

/// <summary>A command line that answers as it is told, and remembers what it was asked.</summary>
internal sealed class ScriptedCommands
{
    private readonly Dictionary<string, Queue<CommandResult>> answers = [];

    public List<string> Asked { get; } = [];

    /// <summary>Called before each answer; may cancel.</summary>
    public Action<string> OnAsked { get; set; } = _ => { };

    /// <summary>The answers to a command, one after the other; the last one for good.</summary>
    public ScriptedCommands Answer(string command, params CommandResult[] results)
    {
        answers[command] = new Queue<CommandResult>(results);
        return this;
    }

    public static CommandResult Says(string output, int exit = 0) => new(exit, output, "");

    /// <summary>What nobody scripted succeeds and says 1.</summary>
    public Task<CommandResult> RunAsync(ImmutableArray<string> words, CancellationToken cancel)
    {
        var command = string.Join(' ', words);
        Asked.Add(command);
        OnAsked(command);
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(answers.TryGetValue(command, out var results) ? results.Count > 1 ? results.Dequeue() : results.Peek() : Says("1\n"));
    }
}
