using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Appointments.Local.Edge;

/// <summary>Sends path and query on as they came, dots unresolved.</summary>
/// <remarks>Source: AWS, "All distribution settings reference" (CloudFront), path pattern: CloudFront normalizes a path to choose the behaviour, and sends the raw path to the origin.</remarks>
internal sealed class RawTargetTransformer : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var target = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        proxyRequest.RequestUri = new Uri($"{destinationPrefix}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
