namespace Appointments.Aws;

/// <summary>The stack's outputs are not what the tools need; the message says what is missing and what to do.</summary>
public sealed class StackOutputsException(string message) : Exception(message);
