using System.Collections.Immutable;

namespace Appointments.Faults;

/// <summary>Makes a deployment misbehave, and puts it right. Every act may be repeated.</summary>
public interface IFaults
{
    /// <returns>In the order in which they were injected.</returns>
    Task<ImmutableArray<ActiveFault>> ActiveAsync(CancellationToken cancel);

    /// <summary>From when this has returned the fault is there. One that is there already with other figures takes the new ones.</summary>
    Task<FaultOutcome> InjectAsync(Fault fault, CancellationToken cancel);

    /// <summary>From when this has returned the faults that match are gone.</summary>
    /// <param name="kind">Null: of any kind.</param>
    /// <param name="region">Null: of any region.</param>
    /// <param name="to">Null: whatever their second region.</param>
    Task<FaultOutcome> ClearAsync(FaultKind? kind, string? region, string? to, CancellationToken cancel);

    Task<FaultOutcome> ClearAllAsync(CancellationToken cancel);
}

/// <summary>A fault that is there.</summary>
/// <param name="Since">When it was injected, with the figures that it has; null: what holds it does not say (on AWS).</param>
public sealed record ActiveFault(Fault Fault, DateTimeOffset? Since);
