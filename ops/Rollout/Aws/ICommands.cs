using System.Collections.Immutable;

namespace Appointments.Rollout.Aws;

/// <summary>A command line of another program.</summary>
/// <param name="Folder">Null: this process's.</param>
public sealed record CommandLine(string Program, ImmutableArray<string> Arguments, string? Folder = null)
{
    /// <summary>As a person would type it.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(word => word.Any(sign => " '*$()[]{}".Contains(sign)) ? $"'{word.Replace("'", "'\\''")}'" : word));
}

/// <summary>Runs other programs: pulumi, aws and git have no library that is served everywhere.</summary>
public interface ICommands
{
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="ReleaseException">It is not there, or ended with another status than 0; the message has its last lines.</exception>
    Task<string> RunAsync(CommandLine command, CancellationToken cancel);
}
