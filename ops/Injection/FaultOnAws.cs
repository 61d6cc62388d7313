using Appointments.Faults;

namespace Appointments.Injection;

/// <summary>By what a fault is made on AWS.</summary>
public enum AwsMeans
{
    /// <summary>It cannot be: <see cref="FaultOnAws.How"/> says why, and what to do instead.</summary>
    None,

    /// <summary>A template of AWS Fault Injection Service, which the setting faultInjection declares.</summary>
    FaultInjectionService,

    /// <summary>The region's functions may run none at once. A call of Lambda's control plane: a drill has a good hour for it.</summary>
    ReservedConcurrency,
}

/// <summary>How a kind of fault is made on AWS, or the reason why it cannot be.</summary>
/// <param name="How">For people.</param>
public sealed record FaultOnAws(AwsMeans Means, string How)
{
    /// <remarks>
    /// Sources, all AWS: "AWS FIS Actions reference"; "Use the AWS FIS aws:lambda:function actions" (a layer with a wrapper script); "Modifying the runtime environment": wrapper scripts are not supported on OS-only
    /// runtimes, which Native AOT runs on; "Configuring reserved concurrency for a function": 0 throttles all requests.
    /// </remarks>
    public static FaultOnAws Of(FaultKind kind) => kind switch
    {
        FaultKind.ReplicationStopped => new(AwsMeans.FaultInjectionService,
            "By FIS, aws:dynamodb:global-table-pause-replication, on all tables: both ways at once, within 5 minutes, and for 30 at most. The region's alarm ends it."),
        FaultKind.FunctionsFailing => new(AwsMeans.ReservedConcurrency,
            "By a reserved concurrency of 0 for every function of the region: each invocation is refused (throttled) where the local run's ends as an error. FIS's own fault is a wrapper script, which OS-only runtimes do not start."),
        FaultKind.FunctionsSlow => new(AwsMeans.None,
            "FIS's aws:lambda:invocation-add-delay is a wrapper script, which these functions' OS-only runtime does not start; nothing else makes a function slow without another release of it. Use the local run."),
        FaultKind.ApiUnreachable => new(AwsMeans.None,
            "Neither FIS nor a data plane breaks connections to API Gateway, and a throttled or unmapped stage answers, so it is another fault. Drill planned-drain moves the same traffic; broken connections are the local run's."),
        FaultKind.RegionDead => new(AwsMeans.None,
            "Nobody can switch off API Gateway, SQS, Lambda and DynamoDB of a region, and FIS has no such fault for them. Drill grey-failure moves the same traffic; that a dead region answers nobody is the local run's."),
        FaultKind.QueueUnreachable or FaultKind.TableUnreachable => new(AwsMeans.None,
            "FIS breaks connections only in subnets (aws:network:*), which API Gateway and these functions are not in; a policy that denies is answered, at once, so it is another fault. Use the local run."),
        FaultKind.TableReadOnly => new(AwsMeans.None, "A policy that denies writes is answered with a 400, which is another fault, and it is a control plane's to set and to lift. Use the local run."),
        FaultKind.ReplicationDelayed => new(AwsMeans.None,
            "FIS pauses replication and delays none. replication-stopped, cleared after the delay that is meant, leaves the same backlog."),
        FaultKind.NetworkCut => new(AwsMeans.None, "Between two regions of AWS there is no switch but the replication's: replication-stopped. Alarms and calls of functions pass."),
        FaultKind.ClockSkew => new(AwsMeans.None, "AWS keeps the clocks by which its last writer wins. Use the local run."),
        FaultKind.LostReplies => new(AwsMeans.None, "Nothing between a function and DynamoDB or SQS can drop a reply: there is no proxy and no subnet. Use the local run."),
        FaultKind.CheckersBlind => new(AwsMeans.None, "Route 53's health checkers are AWS's own. Use the local run."),
        FaultKind.ResolverKeepsAnswer => new(AwsMeans.None, "The resolvers are those of the clients. Use the local run."),
        FaultKind.ControlPlanesRefused => new(AwsMeans.None, "The control planes are AWS's own. The operators' policy (./appointments region policy) allows no call to any, so whoever has nothing else drills exactly this on AWS."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of fault without a word about AWS: give it one here."),
    };
}
