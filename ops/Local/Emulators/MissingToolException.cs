namespace Appointments.Local.Emulators;

/// <summary>This machine lacks a tool that the local run may not install itself.</summary>
public sealed class MissingToolException(string tool, string command)
    : Exception($"The local run needs {tool}, and it is not there. Type this, then start again:\n  {command}")
{
    public string Tool { get; } = tool;

    /// <summary>The one command that mends it.</summary>
    public string Command { get; } = command;
}
