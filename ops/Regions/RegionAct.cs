namespace Appointments.Regions;

public enum RegionActKind
{
    Drain,
    Restore,
}

/// <summary>One line of the audit trail: who drained or restored which region, when and why. The tools never change one and never take one away; who may write to RegionsTable could (OperatorPolicy).</summary>
/// <param name="At">To the millisecond.</param>
/// <param name="By">A person and their machine, or the function that drains by itself.</param>
/// <param name="Emergency">Done in the emergency variant.</param>
/// <param name="Insisted">Done although the tools refuse it: the last region, or one with a backlog.</param>
public sealed record RegionAct(DateTimeOffset At, string Region, RegionActKind Kind, string By, string Reason, bool Emergency = false, bool Insisted = false)
{
    /// <summary>What tells it from every other act: two tables that hold the same act hold it once.</summary>
    public (DateTimeOffset At, string Region, RegionActKind Kind, string By) Identity => (At, Region, Kind, By);

    /// <summary>The drain that a mark tells of, as far as a mark does.</summary>
    public static RegionAct Of(string region, DrainMark mark) => new(mark.At, region, RegionActKind.Drain, mark.By, mark.Reason);
}
