using System.Collections.Immutable;

namespace Appointments.Plan;

/// <summary>One wrong setting.</summary>
/// <param name="Value">What stands there; null where nothing does.</param>
/// <param name="Rule">What was expected.</param>
/// <param name="Remedy">The command that mends it.</param>
public sealed record SettingProblem(string FullKey, string? Value, string Rule, string Remedy)
{
    public override string ToString() => $"{FullKey} {(Value is null ? "is not set" : $"is {Value}")}: expected {Rule}.\n    mend: {Remedy}";
}

/// <summary>Some settings are wrong; the message names every one and the command that sets it.</summary>
public sealed class SettingsException(ImmutableArray<SettingProblem> problems)
    : Exception($"{problems.Length} {(problems.Length == 1 ? "setting is" : "settings are")} wrong:\n{string.Join("\n", problems.Select(problem => $"  {problem}"))}")
{
    public ImmutableArray<SettingProblem> Problems { get; } = problems;
}
