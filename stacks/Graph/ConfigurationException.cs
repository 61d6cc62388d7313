namespace Appointments.Graph;

/// <summary>A configuration file or a <c>--set</c> cannot be used; the message says which, what was expected and what to do.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
