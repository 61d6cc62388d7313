using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Appointments.Local;
using Microsoft.AspNetCore.Http;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>What the AWS CLI reaches here in the place of AWS: says yes, and nothing else. What is sent was checked by the CLI against its own models of the services.</summary>
internal sealed partial class SilentAws : IAsyncDisposable
{
    /// <summary>The services that speak XML where no form of the request says so (botocore, "protocol" of each service's model).</summary>
    private static readonly string[] SpeakXml = ["route53", "cloudfront", "s3"];

    private readonly ConcurrentQueue<string> asked = new();
    private LoopbackServer server = null!;

    public Uri Url => server.Url;

    /// <summary>Of each request its service and region, such as <c>logs us-east-1</c>.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public static async Task<SilentAws> StartAsync()
    {
        var aws = new SilentAws();
        aws.server = await LoopbackServer.StartAsync("what stands for AWS", 0, _ => { }, _ => aws.AnswerAsync, CancellationToken.None);
        return aws;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var signed = SignedFor().Match(context.Request.Headers.Authorization.ToString());
        asked.Enqueue($"{signed.Groups["service"]} {signed.Groups["region"]}");
        var action = Action().Match(body).Groups[1].Value;
        var isXml = action is not "" || SpeakXml.Contains(signed.Groups["service"].Value);
        context.Response.ContentType = isXml ? "text/xml" : "application/json";
        await context.Response.WriteAsync(isXml ? $"<{action}Response><{action}Result/></{action}Response>" : "{}", context.RequestAborted);
    }

    /// <summary>AWS, "Signature Version 4": the scope of a credential is date/region/service.</summary>
    [GeneratedRegex(@"Credential=[^/]+/\d+/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request")]
    private static partial Regex SignedFor();

    [GeneratedRegex(@"^Action=(\w+)")]
    private static partial Regex Action();
}
