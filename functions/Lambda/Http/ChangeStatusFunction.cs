using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Appointments.Domain;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Http;

/// <summary><c>POST /change-status</c>.</summary>
public sealed class ChangeStatusFunction(StatusChanger changer, ILogger log)
{
    /// <returns>200 with the appointment, 400, 404, 409, 415; 500 where a dependency failed, which is safe to send again.</returns>
    public Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context) => HttpAnswer.OfAsync(request, context, log, async deadline =>
    {
        if (!request.SaysJson())
            return HttpReply.NotJson();
        var (change, errors) = ChangeRequest.Read(request.Bytes());
        if (change is null)
            return HttpReply.Invalid(errors);

        return await changer.ChangeAsync(change.AppointmentId, change.Status, request.Id(context), deadline) switch
        {
            Decision.Accepted accepted => HttpReply.Found(accepted.Appointment),
            Decision.Refused refused => HttpReply.Refused(refused.Sentence),
            Decision.Unknown unknown => HttpReply.Unknown(unknown.Sentence),
            var other => throw new System.Diagnostics.UnreachableException($"{other} is no decision."),
        };
    });
}
