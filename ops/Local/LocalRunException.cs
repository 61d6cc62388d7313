namespace Appointments.Local;

/// <summary>The local run could not start or could not go on; the message says which part, why and what to do.</summary>
public sealed class LocalRunException(string message, Exception? cause = null) : Exception(message, cause);
