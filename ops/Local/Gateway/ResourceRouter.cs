using System.Collections.Immutable;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway;

/// <summary>Finds the resource of a path: a literal segment is preferred to a <c>{parameter}</c>, a trailing slash is ignored.</summary>
/// <param name="stage">The stage's name; nothing outside it exists.</param>
internal sealed class ResourceRouter(string stage, ImmutableArray<ApiResource> resources)
{
    // What ANY stands for (AWS, API Gateway's "Method" resource, httpMethod).
    private static readonly ImmutableHashSet<string> AnyMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    /// <param name="path">As sent, percent-encoded.</param>
    /// <exception cref="GatewayFault">No such resource or method: API Gateway says so as a missing authentication token (AWS, "Gateway response types for API Gateway").</exception>
    public Route Find(string method, string path)
    {
        var segments = path.Split('/').Skip(1).ToArray();
        segments = segments is [.., ""] ? segments[..^1] : segments;
        if (segments.Length == 0 || segments[0] != stage)
        {
            throw new GatewayFault(FaultKind.UnknownRoute);
        }

        var wanted = segments.Skip(1).Select(Uri.UnescapeDataString).ToImmutableArray();
        var found = resources
            .Where(resource => Fits(resource.Segments, wanted))
            .OrderByDescending(resource => string.Concat(resource.Segments.Select(segment => IsParameter(segment) ? '0' : '1')), StringComparer.Ordinal)
            .FirstOrDefault()
            ?? throw new GatewayFault(FaultKind.UnknownRoute);
        return new Route(
            found,
            found.Methods.GetValueOrDefault(method) ?? (AnyMethods.Contains(method) ? found.Methods.GetValueOrDefault(ApiResource.AnyMethod) : null) ?? throw new GatewayFault(FaultKind.UnknownRoute),
            [.. found.Segments.Zip(wanted).Where(pair => IsParameter(pair.First)).Select(pair => KeyValuePair.Create(pair.First[1..^1], pair.Second))]);
    }

    private static bool Fits(ImmutableArray<string> template, ImmutableArray<string> wanted) =>
        template.Length == wanted.Length && template.Zip(wanted).All(pair => IsParameter(pair.First) ? pair.Second.Length > 0 : pair.First == pair.Second);

    private static bool IsParameter(string segment) => segment is ['{', .., '}'];
}

/// <param name="PathParameters">Decoded.</param>
internal sealed record Route(ApiResource Resource, ApiMethod Method, ImmutableArray<KeyValuePair<string, string>> PathParameters);
