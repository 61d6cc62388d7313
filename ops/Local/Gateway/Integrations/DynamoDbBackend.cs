namespace Appointments.Local.Gateway.Integrations;

/// <summary><c>dynamodb:action/…</c>: the rendered body is the action's JSON.</summary>
internal sealed class DynamoDbBackend(EmulatorClient emulators, Uri endpoint, string action) : IBackend
{
    public Task<BackendAnswer> SendAsync(BackendRequest request, CancellationToken cancel) =>
        emulators.PostAsync(endpoint, "dynamodb", $"DynamoDB_20120810.{action}", request.Body, cancel);
}
