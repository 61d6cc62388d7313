namespace Appointments.Local.Velocity;

/// <summary>A mapping template does not parse or failed while it ran; the message holds the template's beginning, never a payload.</summary>
public sealed class VelocityTemplateException(string message, Exception cause) : Exception(message, cause);
