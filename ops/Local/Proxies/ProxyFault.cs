namespace Appointments.Local.Proxies;

/// <summary>How a proxy mistreats what goes through it.</summary>
public enum ProxyFaultKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Accepted, never forwarded, never answered: the caller times out and nothing was done.</summary>
    Blackhole,

    /// <summary>The connection is reset at once: the caller fails fast and nothing was done.</summary>
    Reset,

    /// <summary>Forwarded and done, never answered: the caller times out and does not know. What idempotency exists for.</summary>
    LoseReply,
}

/// <summary>A fault of a proxy, and how long each request waits before it is forwarded.</summary>
public sealed record ProxyFault(ProxyFaultKind Kind, TimeSpan Latency)
{
    /// <summary>Asked for each request, whether it is struck; null: each is. Must be thread-safe.</summary>
    public Func<bool>? Strikes { get; init; }

    /// <summary>Asked for each request that is let through: what is answered instead of forwarding it; null: nothing is.</summary>
    public Func<ProxiedRequest, ProxiedReply?>? Instead { get; init; }

    public static ProxyFault None { get; } = new(ProxyFaultKind.None, TimeSpan.Zero);

    public static ProxyFault Blackhole { get; } = new(ProxyFaultKind.Blackhole, TimeSpan.Zero);

    public static ProxyFault Reset { get; } = new(ProxyFaultKind.Reset, TimeSpan.Zero);

    public static ProxyFault LoseReply { get; } = new(ProxyFaultKind.LoseReply, TimeSpan.Zero);

    /// <summary>Each request is forwarded that much later.</summary>
    public static ProxyFault Slow(TimeSpan latency) => new(ProxyFaultKind.None, latency);
}
