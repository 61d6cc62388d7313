using Amazon.Lambda.SQSEvents;
using Appointments.Domain;

namespace Appointments.Lambda.Registering;

/// <summary>Registers what messages ask for. What can never be read is set aside at once, for it would only come again.</summary>
/// <param name="drillKeyId">The id of the API key of drills in this region; null where there is none.</param>
public sealed class RegistrationInbox(Registrar registrar, string region, string? drillKeyId = null)
{
    private readonly RegistrationReader reader = new(region, drillKeyId);

    /// <returns>How it ended, and the id of the request that the message came from.</returns>
    public async Task<(RegistrationAnswer Answer, string OriginRequestId)> TakeAsync(SQSEvent.SQSMessage message, CancellationToken cancel)
    {
        var (request, problem) = reader.Read(message);
        var answer = problem is null
            ? await registrar.RegisterAsync(request, cancel)
            : await registrar.SetAsideAsync(request.AppointmentId, request.Origin, problem, cancel);
        return (answer, request.Origin.RequestId);
    }
}
