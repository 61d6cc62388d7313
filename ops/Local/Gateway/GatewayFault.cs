namespace Appointments.Local.Gateway;

/// <summary>Ends a request with a gateway response. Thrown by the step that refuses, answered in one place.</summary>
/// <param name="kind">Which gateway response.</param>
/// <param name="text"><c>$context.error.message</c>.</param>
/// <param name="status">The status, where it is not the kind's own.</param>
/// <param name="validation"><c>$context.error.validationErrorString</c>; may echo input, so it is never logged.</param>
internal sealed class GatewayFault(FaultKind kind, string? text = null, int? status = null, string? validation = null, Exception? cause = null)
    : Exception($"{kind.Type}: {text ?? kind.Text}", cause)
{
    public FaultKind Kind => kind;

    public string Text => text ?? kind.Text;

    public int Status => status ?? kind.Status;

    public string Validation => validation ?? "";
}

/// <summary>A gateway response type with its defaults.</summary>
/// <param name="Type">AWS, "Gateway response types for API Gateway".</param>
/// <param name="Status">The default status (same page).</param>
/// <param name="Text">The default message, as API Gateway words it.</param>
/// <param name="ErrorType">The header <c>x-amzn-ErrorType</c>; null where AWS's value is not known.</param>
internal sealed record FaultKind(string Type, int Status, string Text, string? ErrorType)
{
    public static readonly FaultKind UnknownRoute = new("MISSING_AUTHENTICATION_TOKEN", 403, "Missing Authentication Token", "MissingAuthenticationTokenException");
    public static readonly FaultKind InvalidKey = new("INVALID_API_KEY", 403, "Forbidden", "ForbiddenException");
    public static readonly FaultKind Throttled = new("THROTTLED", 429, "Too Many Requests", "TooManyRequestsException");
    public static readonly FaultKind QuotaExceeded = new("QUOTA_EXCEEDED", 429, "Limit Exceeded", "LimitExceededException");
    public static readonly FaultKind BadParameters = new("BAD_REQUEST_PARAMETERS", 400, "Missing required request parameters", "BadRequestException");
    public static readonly FaultKind BadBody = new("BAD_REQUEST_BODY", 400, "Invalid request body", "BadRequestException");

    // Seen on real APIs as plain text whatever the document says: the front of API Gateway answers before the API is looked at.
    public static readonly FaultKind TooLarge = new("REQUEST_TOO_LARGE", 413, "HTTP content length exceeded 10485760 bytes.", null);

    public static readonly FaultKind UnsupportedMedia = new("UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported Media Type", null);
    public static readonly FaultKind IntegrationFailure = new("INTEGRATION_FAILURE", 504, "Network error communicating with endpoint", "InternalServerErrorException");
    public static readonly FaultKind IntegrationTimeout = new("INTEGRATION_TIMEOUT", 504, "Endpoint request timed out", "InternalServerErrorException");
    public static readonly FaultKind Configuration = new("API_CONFIGURATION_ERROR", 500, "Internal server error", "InternalServerErrorException");

    // A malformed or failed Lambda answer has no type of its own; it is DEFAULT_5XX with the status 502.
    public static readonly FaultKind BadGateway = new("DEFAULT_5XX", 502, "Internal server error", "InternalServerErrorException");
}
