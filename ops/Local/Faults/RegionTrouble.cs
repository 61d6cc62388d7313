using System.Collections.Immutable;
using Appointments.Faults;

namespace Appointments.Local.Faults;

/// <summary>What all faults of one region come to: the same faults are the same trouble, in whatever order they came.</summary>
/// <param name="Refused">Calls that are answered with an error and not done.</param>
/// <param name="Failing">The share of invocations that fail.</param>
/// <param name="Slower">How much longer an invocation takes.</param>
/// <param name="LostReplies">The share of calls whose reply is lost.</param>
/// <param name="Blind">The share of health checkers that cannot reach it.</param>
/// <param name="Kept">How much longer than it may a resolver keeps an answer that leads to it.</param>
/// <param name="Keeping">The share of clients with such a resolver.</param>
internal sealed record RegionTrouble(bool Dead, bool ApiUnreachable, bool QueueUnreachable, bool TableUnreachable, Refusal Refused, double Failing, TimeSpan Slower, double LostReplies, TimeSpan Skew, double Blind, TimeSpan Kept, double Keeping)
{
    public static RegionTrouble Of(string region, ImmutableArray<ActiveFault> active)
    {
        var own = active.Select(each => each.Fault).Where(fault => fault.Region == region).ToLookup(fault => fault.Kind);
        double Share(FaultKind kind) => own[kind].Select(fault => fault.Share ?? 1).DefaultIfEmpty(0).Single();
        TimeSpan Time(FaultKind kind) => TimeSpan.FromSeconds(own[kind].Select(fault => fault.Seconds!.Value).DefaultIfEmpty(0).Single());
        return new RegionTrouble(own.Contains(FaultKind.RegionDead), own.Contains(FaultKind.ApiUnreachable), own.Contains(FaultKind.QueueUnreachable), own.Contains(FaultKind.TableUnreachable),
            new Refusal(own.Contains(FaultKind.TableReadOnly), own.Contains(FaultKind.ControlPlanesRefused)),
            Share(FaultKind.FunctionsFailing), Time(FaultKind.FunctionsSlow), Share(FaultKind.LostReplies), Time(FaultKind.ClockSkew),
            Share(FaultKind.CheckersBlind), Time(FaultKind.ResolverKeepsAnswer), Share(FaultKind.ResolverKeepsAnswer));
    }
}
