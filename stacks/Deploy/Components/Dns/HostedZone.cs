using Appointments.Plan;
using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Route53;

namespace Appointments.Deploy.Components.Dns;

/// <summary>
/// The hosted zone is looked up, not declared: its delegation at the parent is another team's, and a zone that were deleted with a stack would come back with other
/// name servers. So what it must have is asked of it, and not set.
/// </summary>
public static class HostedZone
{
    /// <returns>The zone's id.</returns>
    /// <exception cref="RunException">It has no accelerated recovery, and the settings want it.</exception>
    public static Output<string> Find(DnsSettings settings, InvokeOptions global) =>
        GetZone.Invoke(new GetZoneInvokeArgs { Name = settings.Zone }, global).Apply(found =>
        {
            if (settings.AcceleratedRecovery)
                Demand(settings.Zone, found.ZoneId, found.EnableAcceleratedRecovery);
            return found.ZoneId;
        });

    /// <exception cref="RunException">It is off; the message has the command that turns it on.</exception>
    public static void Demand(string zone, string id, bool? acceleratedRecovery)
    {
        if (acceleratedRecovery is not true)
            throw new RunException($"The hosted zone {zone} ({id}) has no accelerated recovery, and {Settings.AcceleratedRecovery.FullKey} is true: type aws route53 update-hosted-zone-features --hosted-zone-id {id} --enable-accelerated-recovery, then try again.");
    }
}
