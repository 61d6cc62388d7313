using System.Collections.Immutable;
using Appointments.Faults;
using Appointments.Local.Replication;
using Appointments.Local.Watching;

namespace Appointments.Local.Faults;

/// <summary>What all faults come to for one direction between two regions.</summary>
/// <param name="Stopped">Replication waits.</param>
/// <param name="Cut">Nothing else passes either.</param>
internal sealed record LinkTrouble(bool Stopped, bool Cut, TimeSpan Delay)
{
    public static LinkTrouble Of(ReplicationLink link, ImmutableArray<ActiveFault> active)
    {
        var own = active.Select(each => each.Fault).Where(fault => Concerns(fault, link)).ToLookup(fault => fault.Kind);
        var cut = own.Contains(FaultKind.NetworkCut);
        return new LinkTrouble(cut || own.Contains(FaultKind.ReplicationStopped), cut,
            TimeSpan.FromSeconds(own[FaultKind.ReplicationDelayed].Select(fault => fault.Seconds!.Value).DefaultIfEmpty(0).Max())); // of several the longest
    }

    /// <summary>With a second region it is that direction alone; without one, every link from and to the region.</summary>
    private static bool Concerns(Fault fault, ReplicationLink link) =>
        fault.To is null ? fault.Region == link.From || fault.Region == link.To : (fault.Region, fault.To) == (link.From, link.To);

    /// <summary>Changes what differs and nothing else: a link may also be cut by who has it in hand.</summary>
    public async Task ReplaceAsync(LinkTrouble before, ReplicationLink link, RegionNetwork network)
    {
        if (Cut && !before.Cut)
            network.Cut(link.From, link.To);
        if (!Cut && before.Cut)
            network.Heal(link.From, link.To);
        if (Delay != before.Delay)
            link.Delay = Delay;
        if (Stopped && !before.Stopped)
            await link.CutAsync();
        if (!Stopped && before.Stopped)
            link.Heal();
    }
}
