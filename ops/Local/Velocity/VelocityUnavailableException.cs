namespace Appointments.Local.Velocity;

/// <summary>The Velocity engine could not be obtained; the message names the program that failed and what to do.</summary>
public sealed class VelocityUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
