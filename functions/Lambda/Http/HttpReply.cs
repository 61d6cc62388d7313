using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using Appointments.Domain;

namespace Appointments.Lambda.Http;

/// <summary>The answers of the two functions behind HTTP.</summary>
internal static class HttpReply
{
    public static APIGatewayProxyResponse Found(Appointment appointment, IEnumerable<SetAside>? setAside = null) =>
        Of(HttpStatusCode.OK, AppointmentBody.Of(appointment, setAside), AnswerJson.Default.AppointmentBody);

    public static APIGatewayProxyResponse Page(ListPage page) =>
        Of(HttpStatusCode.OK, new PageBody(page.Rows.Select(SummaryBody.Of), page.Next?.Text), AnswerJson.Default.PageBody);

    public static APIGatewayProxyResponse Invalid(ImmutableArray<FieldError> errors) => Error(HttpStatusCode.BadRequest, "The request is not valid.", errors);

    public static APIGatewayProxyResponse NotJson() =>
        Error(HttpStatusCode.UnsupportedMediaType, "This route takes JSON only.", [new("Content-Type", "application/json")]);

    public static APIGatewayProxyResponse Unknown(string sentence, IEnumerable<SetAside>? setAside = null) =>
        Of(HttpStatusCode.NotFound, new ErrorBody(sentence, [], setAside?.Select(QuarantinedBody.Of)), AnswerJson.Default.ErrorBody);

    public static APIGatewayProxyResponse NotAllowed(string sentence) => Error(HttpStatusCode.Forbidden, sentence, []);

    public static APIGatewayProxyResponse Refused(string sentence) => Error(HttpStatusCode.Conflict, sentence, []);

    /// <param name="requestId">By which the log tells what happened: the answer does not.</param>
    public static APIGatewayProxyResponse Failed(string requestId) => Error(HttpStatusCode.InternalServerError,
        $"The request could not be handled; sending the same request again is safe. If it goes on failing, report request {requestId}.", []);

    private static APIGatewayProxyResponse Error(HttpStatusCode status, string message, ImmutableArray<FieldError> errors) =>
        Of(status, new ErrorBody(message, errors), AnswerJson.Default.ErrorBody);

    private static APIGatewayProxyResponse Of<TBody>(HttpStatusCode status, TBody body, JsonTypeInfo<TBody> type) => new()
    {
        StatusCode = (int)status,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Cache-Control"] = "no-store" }, // health data: no cache on the way keeps it
        Body = JsonSerializer.Serialize(body, type),
    };
}
