using System.Collections.Immutable;

namespace Appointments.Drills.Experiments;

/// <summary>What a command left.</summary>
/// <param name="ExitCode">0: done; others as the command line documents them.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Errors);

/// <summary>Runs <c>./appointments</c> with these words, as a person would type them. A command that fails is a result; it throws only when it is cancelled.</summary>
public delegate Task<CommandResult> CommandRunner(ImmutableArray<string> arguments, CancellationToken cancel);
