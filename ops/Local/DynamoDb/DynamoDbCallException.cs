using System.Net;

namespace Appointments.Local.DynamoDb;

/// <summary>DynamoDB answered with an error.</summary>
/// <param name="error">AWS's name for it, such as <c>ExpiredIteratorException</c>.</param>
public sealed class DynamoDbCallException(string operation, HttpStatusCode status, string error, string message)
    : Exception($"{operation} failed with {(int)status} {error}: {message}")
{
    public string Operation { get; } = operation;

    public HttpStatusCode Status { get; } = status;

    public string Error { get; } = error;
}
