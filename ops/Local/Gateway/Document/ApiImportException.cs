namespace Appointments.Local.Gateway.Document;

/// <summary>The document asks for something that API Gateway, or the local gateway, does not import; the message says where and what instead.</summary>
public sealed class ApiImportException(string message, Exception? cause = null) : Exception(message, cause);
