namespace Appointments.Local.Gateway.Integrations;

/// <summary>The far end of a mapped integration.</summary>
internal interface IBackend
{
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    Task<BackendAnswer> SendAsync(BackendRequest request, CancellationToken cancel);
}
