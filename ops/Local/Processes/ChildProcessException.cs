using System.Collections.Immutable;

namespace Appointments.Local.Processes;

/// <summary>A part of the local run did not start, or ended when it should not have. The message says which, how, and its last lines.</summary>
public sealed class ChildProcessException : Exception
{
    public ChildProcessException(string part, string what, int? exitCode, ImmutableArray<string> lastLines, Exception? inner = null)
        : base(Text(part, what, lastLines), inner)
    {
        Part = part;
        ExitCode = exitCode;
        LastLines = lastLines;
    }

    /// <summary>The command's name.</summary>
    public string Part { get; }

    /// <summary>128 + the signal's number where a signal ended it; null where it has not ended.</summary>
    public int? ExitCode { get; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<string> LastLines { get; }

    private static string Text(string part, string what, ImmutableArray<string> lastLines) =>
        lastLines.IsEmpty ? $"{part} {what}. It wrote nothing." : $"{part} {what}. Its last lines:\n{string.Join('\n', lastLines.Select(line => $"  {line}"))}";
}
