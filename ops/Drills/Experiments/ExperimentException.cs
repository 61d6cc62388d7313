using System.Collections.Immutable;

namespace Appointments.Drills.Experiments;

/// <summary>A drill's file is not right; the message names every problem with its place in the file.</summary>
public sealed class ExperimentException(string file, ImmutableArray<string> problems)
    : Exception($"{file} is no drill that can be run:\n{string.Join('\n', problems.Select(problem => $"  {problem}"))}")
{
    public ImmutableArray<string> Problems { get; } = problems;
}
