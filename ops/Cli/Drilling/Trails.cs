using Appointments.Drills.Running;
using Appointments.Regions;

namespace Appointments.Cli.Drilling;

/// <summary>The regions' audit trail in the words of drills, which share no code with what they check.</summary>
internal static class Trails
{
    public static ServiceTrail Of(TrailReading read) =>
        new([.. read.Acts.Select(kept => new ServiceAct(kept.Act.At, kept.Act.Region, kept.Act.Kind is RegionActKind.Drain))], read.Silent);
}
