namespace Appointments.Faults;

/// <summary>What a kind of fault does and takes.</summary>
/// <param name="Does">For people: one sentence.</param>
/// <param name="TakesTo">Whether it may name a second region: one direction of replication.</param>
/// <param name="Seconds">What <c>seconds</c> says; null: it takes none.</param>
/// <param name="TakesShare">Whether it may strike a part only: 0 &lt; share ≤ 1; without it all.</param>
public sealed record FaultShape(string Does, bool TakesTo = false, SecondsRule? Seconds = null, bool TakesShare = false)
{
    private const double ADay = 86_400;

    public static FaultShape Of(FaultKind kind) => kind switch
    {
        FaultKind.ApiUnreachable => new("The region's API refuses connections, of clients and of health checks."),
        FaultKind.FunctionsFailing => new("Invocations of the region's functions fail as an unhandled error does; /health, which no function serves, still answers.", TakesShare: true),
        FaultKind.FunctionsSlow => new("Every invocation takes that much longer, up to the function's timeout, which then ends it.",
            Seconds: new("how much longer an invocation takes", 0.001, 900)), // AWS, "Lambda quotas": a function's timeout is at most 900 s
        FaultKind.QueueUnreachable => new("Connections to the region's queues are reset, for all that use them."),
        FaultKind.TableUnreachable => new("Connections to the region's tables are reset, for all that use them but replication and streams."),
        FaultKind.TableReadOnly => new("Writes to the region's tables are refused with a 500, for all that use them but replication; reads are answered, so /health is 200."),
        FaultKind.ReplicationDelayed => new("Writes reach the other regions that much later; with --to only in that direction, else both ways.", TakesTo: true, Seconds: new("how much later", 0.001, ADay)),
        FaultKind.ReplicationStopped => new("Writes wait in their region until it is cleared; with --to only in that direction, else both ways.", TakesTo: true),
        FaultKind.NetworkCut => new("Nothing passes between the region and the others: no replication, no alarm, no call of a function. Clients and health checks reach it as before."),
        FaultKind.ClockSkew => new("The clock of the region's replica, by which the last writer wins, is off: ahead, or behind where negative. The functions' own clocks are not.", Seconds: new("how far it is ahead (negative: behind)", -ADay, ADay, MayBeZero: false)),
        FaultKind.RegionDead => new("All processes of the region are killed (SIGKILL) and its API is gone; cleared, it comes back with its data."),
        FaultKind.LostReplies => new("Calls of the region's tables and queues are done and not answered: the caller times out and does not know.", TakesShare: true),
        FaultKind.CheckersBlind => new("Route 53's health checkers, or a share of them, cannot reach the region, which is well: it stays healthy while more than 18 % of them say so.", TakesShare: true),
        FaultKind.ResolverKeepsAnswer => new("Resolvers of all clients, or of a share of them, keep an answer that leads to the region past its time to live, by Route 53's clock.",
            Seconds: new("how much longer they keep it", 0.001, ADay), TakesShare: true),
        FaultKind.ControlPlanesRefused => new("Calls that change or describe the region's tables and queues themselves are refused with a 503; items and messages pass. What drains a region must not need them."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of fault without a shape: give it one here."),
    };
}

/// <param name="Says">What the number means.</param>
/// <param name="Least">The least that it may be, s.</param>
/// <param name="Most">The most, s.</param>
public sealed record SecondsRule(string Says, double Least, double Most, bool MayBeZero = true);
