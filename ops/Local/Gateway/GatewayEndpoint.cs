using System.Text;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Gateway;

/// <summary>Between the server and the pipeline: reads a request, writes its answer, words every fault.</summary>
internal sealed class GatewayEndpoint(ApiIdentity api, RequestPipeline pipeline, GatewayResponder responder, GatewayOptions options)
{
    public async Task HandleAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        var requestId = $"{Guid.NewGuid()}";
        var variables = RequestVariables.Begin(GatewayRequest.Head(http), requestId, api, options.Clock.GetUtcNow());
        MethodAnswer answer;
        try
        {
            var request = variables.Request with { Body = await GatewayRequest.BodyAsync(http.Request, cancel) };
            answer = await pipeline.RunAsync(variables with { Request = request }, cancel);
        }
        catch (GatewayFault fault)
        {
            Report(variables, fault);
            answer = responder.Answer(fault, variables);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return; // Nobody is there to answer.
        }
        catch (Exception bug)
        {
            Report(variables, bug);
            answer = responder.Answer(new GatewayFault(FaultKind.Configuration, cause: bug), variables);
        }

        Tell(variables, answer.Status);
        await WriteAsync(http, answer, variables, cancel);
    }

    private void Tell(RequestVariables variables, int status)
    {
        if (options.OnAnswered is not { } told)
        {
            return;
        }

        variables.Context["status"] = status;
        told(variables.Context);
    }

    // Only what an operator must mend; a client's mistake is the client's to read. Never a body.
    private void Report(RequestVariables variables, Exception problem)
    {
        if (problem is not GatewayFault { Status: < 500 })
        {
            options.Problems?.Report($"{variables.Request.Method} {variables.Request.Path} ({variables.RequestId}): {problem.Message}{(problem.InnerException is { } cause ? $" <- {cause.GetType().Name}: {cause.Message}" : "")}");
        }
    }

    private static async Task WriteAsync(HttpContext http, MethodAnswer answer, RequestVariables variables, CancellationToken cancel)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.Headers["x-amzn-RequestId"] = variables.RequestId;
        http.Response.Headers["x-amz-apigw-id"] = variables.Context["extendedRequestId"]!.GetValue<string>();
        foreach (var (name, value) in answer.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                http.Response.ContentType = value;
            }
            else
            {
                http.Response.Headers.Append(name, value);
            }
        }

        var body = Encoding.UTF8.GetBytes(answer.Body);
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, cancel); // To HEAD the server sends the headers alone.
    }
}
