using System.Collections.Immutable;

namespace Appointments.Local.Proxies;

/// <summary>A request on its way, whole.</summary>
/// <param name="Target">Path and query as they were sent.</param>
public sealed record ProxiedRequest(string Method, string Target, ImmutableArray<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>A header's value; empty where it was not sent.</summary>
    public string Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}

/// <summary>A reply on its way back, whole.</summary>
public sealed record ProxiedReply(int Status, ImmutableArray<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>Sends a request on and gives its reply.</summary>
/// <exception cref="HttpRequestException">There was none: what went on is not known.</exception>
public delegate Task<ProxiedReply> ProxiedExchange(ProxiedRequest request, CancellationToken cancel);
