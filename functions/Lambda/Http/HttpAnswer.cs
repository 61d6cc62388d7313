using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Appointments.Lambda.Observing;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Http;

/// <summary>What the two functions behind HTTP share: a deadline, a log entry, and an answer whatever happens.</summary>
internal static class HttpAnswer
{
    public static async Task<APIGatewayProxyResponse> OfAsync(
        APIGatewayProxyRequest request, ILambdaContext context, ILogger log, Func<CancellationToken, Task<APIGatewayProxyResponse>> answer)
    {
        var requestId = request.Id(context);
        try
        {
            using var deadline = context.Deadline();
            var response = await answer(deadline.Token);
            log.RequestAnswered(context.AwsRequestId, requestId, response.StatusCode);
            return response;
        }
        catch (Exception e) // an exception that got out would be API Gateway's 502 without a word
        {
            log.RequestFailed(e, context.AwsRequestId, requestId);
            return HttpReply.Failed(requestId);
        }
    }
}
