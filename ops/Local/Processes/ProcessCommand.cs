using System.Collections;
using System.Collections.Immutable;

namespace Appointments.Local.Processes;

/// <summary>What to start, in full: nothing of this process's environment comes through unless <see cref="Inheriting"/> says so.</summary>
/// <param name="Name">How messages call it, such as <c>DynamoDB Local of us-east-1</c>.</param>
/// <param name="FileName">An executable's path, or a name that is looked for on the PATH.</param>
/// <param name="Environment">The whole environment.</param>
/// <param name="WorkingDirectory">Null: this process's.</param>
public sealed record ProcessCommand(
    string Name,
    string FileName,
    ImmutableArray<string> Arguments,
    ImmutableDictionary<string, string> Environment,
    string? WorkingDirectory = null)
{
    /// <summary>A command with this process's environment: for tools of the machine (npm, apt-get), whose settings a user may have put there.</summary>
    public static ProcessCommand Inheriting(string name, string fileName, ImmutableArray<string> arguments, string? workingDirectory = null) =>
        new(name, fileName, arguments, OwnEnvironment(), workingDirectory);

    private static ImmutableDictionary<string, string> OwnEnvironment() =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToImmutableDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
}
