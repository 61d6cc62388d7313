using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Appointments.Deploy.Components.Watching;

/// <summary>Everything that watches one region: its alarms and the topic that they tell.</summary>
public sealed class RegionWatching : ComponentResource
{
    /// <summary>For the dashboard.</summary>
    public ImmutableArray<Watch> Watches { get; }

    /// <summary>Who is told, in this region.</summary>
    public AlarmTopic Topic { get; }

    /// <summary>The alarm on what clients get: errors by this region's fault.</summary>
    public MetricAlarm ClientErrors { get; }

    /// <summary>The alarms on the region as clients see it.</summary>
    public ImmutableArray<MetricAlarm> Hurting { get; }

    public RegionWatching(string name, WatchedRegion args, ComponentResourceOptions options) : base("appointments:watching:RegionWatching", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        Topic = new AlarmTopic($"{name}-topic", new AlarmTopicArgs(args.AccountId, args.Settings.Watching), child);
        Watches = RegionWatches.Of(args);
        var alarms = new Alarms($"{name}-alarms", new AlarmsArgs(Watches, Topic), child);
        ClientErrors = alarms.ByWatch[RegionWatches.ClientErrors];
        Hurting = alarms.Hurting;
        RegisterOutputs();
    }
}
