namespace Appointments.Cli;

/// <summary>The command line asks for what cannot be; the message says what and what to type instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
