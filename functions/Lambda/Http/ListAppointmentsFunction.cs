using System.Collections.Immutable;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Appointments.Domain;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Http;

/// <summary><c>GET /appointments</c> and <c>GET /appointments/{appointmentId}</c>.</summary>
/// <param name="countries">All that are served.</param>
public sealed class ListAppointmentsFunction(IAppointmentLists lists, AppointmentReader reader, ImmutableArray<Country> countries, ILogger log)
{
    private const string IdParameter = "appointmentId";
    private const string OneResource = $"/appointments/{{{IdParameter}}}";

    /// <returns>200 with a page or an appointment, 400, 404; 500 where a dependency failed, which is safe to send again.</returns>
    public Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context) => HttpAnswer.OfAsync(request, context, log, deadline =>
        request.Resource == OneResource ? OneAsync(request, deadline) : PageAsync(request, deadline));

    private async Task<APIGatewayProxyResponse> PageAsync(APIGatewayProxyRequest request, CancellationToken deadline)
    {
        var (query, errors) = ListRequest.Read(request.Query(), countries);
        return query is null ? HttpReply.Invalid(errors) : HttpReply.Page(await lists.PageAsync(query, deadline));
    }

    private async Task<APIGatewayProxyResponse> OneAsync(APIGatewayProxyRequest request, CancellationToken deadline)
    {
        var errors = ListRequest.None(request.Query());
        var id = request.PathParameter(IdParameter);
        if (!Identifier.IsValid(id))
            errors = errors.Add(new(IdParameter, Identifier.Rule));
        if (errors is not [])
            return HttpReply.Invalid(errors);

        var file = await reader.GetAsync(id!, deadline);
        return file.Appointment is { } appointment
            ? HttpReply.Found(appointment, file.Quarantined)
            : HttpReply.Unknown(StatusChanger.NotArrived(id!).Sentence, file.Quarantined);
    }
}
