using System.Collections.Immutable;
using Pulumi;

namespace Appointments.Deploy.Components.Watching;

/// <summary>Everything that watches one region: its alarms and the topic that they tell.</summary>
public sealed class RegionWatching : ComponentResource
{
    /// <summary>For the dashboard.</summary>
    public ImmutableArray<Watch> Watches { get; }

    /// <summary>Who is told.</summary>
    public AlarmTopic Topic { get; }

    public RegionWatching(string name, WatchedRegion args, ComponentResourceOptions options) : base("appointments:watching:RegionWatching", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        Topic = new AlarmTopic($"{name}-topic", new AlarmTopicArgs(args.AccountId, args.Settings.Watching.AlarmEmails), child);
        Watches = RegionWatches.Of(args);
        _ = new Alarms($"{name}-alarms", new AlarmsArgs(Watches, Topic), child);
        RegisterOutputs();
    }
}
