using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Faults;

namespace Appointments.Injection;

/// <summary>One way to make a fault in a region on AWS. What is there is asked of AWS, so whoever clears it need not be who made it.</summary>
internal interface IAwsFault
{
    FaultKind Kind { get; }

    /// <summary>Whether ending it takes minutes.</summary>
    bool Waits { get; }

    Task<ImmutableArray<ActiveFault>> ActiveAsync(DeployedRegion region, CancellationToken cancel);

    /// <summary>From when this has returned the fault is there.</summary>
    /// <returns>By what, in a sentence.</returns>
    /// <exception cref="OperatorException">It could not be made; what was begun was taken back.</exception>
    Task<string> MakeAsync(DeployedRegion region, CancellationToken cancel);

    /// <summary>From when this has returned it is gone.</summary>
    /// <exception cref="OperatorException">It is not; the message says what to do.</exception>
    Task EndAsync(DeployedRegion region, CancellationToken cancel);
}
