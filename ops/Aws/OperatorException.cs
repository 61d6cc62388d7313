namespace Appointments.Aws;

/// <summary>What an operator asked for cannot be done now; the message says why and what to do.</summary>
public sealed class OperatorException(string message) : Exception(message);
