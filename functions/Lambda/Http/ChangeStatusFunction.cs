using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Appointments.Domain;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Http;

/// <summary><c>POST /change-status</c>.</summary>
/// <param name="drillKeyId">The id of the API key of drills in this region; null where there is none.</param>
public sealed class ChangeStatusFunction(StatusChanger changer, ILogger log, string? drillKeyId = null)
{
    /// <returns>200 with the appointment, 400, 403, 404, 409, 415; 500 where a dependency failed, which is safe to send again.</returns>
    public Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context) => HttpAnswer.OfAsync(request, context, log, async deadline =>
    {
        if (!request.SaysJson())
            return HttpReply.NotJson();
        var (change, errors) = ChangeRequest.Read(request.Bytes());
        if (change is null)
            return HttpReply.Invalid(errors);
        if (Rehearsal.Refusal(change.AppointmentId, rehearses: drillKeyId is not null && request.ApiKeyId() == drillKeyId) is { } notAllowed)
            return HttpReply.NotAllowed(notAllowed);

        return await changer.ChangeAsync(change.AppointmentId, change.Status, request.Id(context), deadline) switch
        {
            Decision.Accepted accepted => HttpReply.Found(accepted.Appointment),
            Decision.Refused refused => HttpReply.Refused(refused.Sentence),
            Decision.Unknown unknown => HttpReply.Unknown(unknown.Sentence),
            var other => throw new System.Diagnostics.UnreachableException($"{other} is no decision."),
        };
    });
}
