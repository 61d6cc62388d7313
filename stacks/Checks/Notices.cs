using System.Collections.Immutable;
using Appointments.Plan;

namespace Appointments.Checks;

/// <summary>What breaks no policy, because it may be meant, and what a person should know all the same.</summary>
public static class Notices
{
    /// <returns>One sentence each.</returns>
    public static ImmutableArray<string> Of(ResourceGraph graph)
    {
        var heard = graph.OfType(AwsTypes.Subscription).Where(subscription => subscription.Text("protocol") is "email").SelectMany(subscription => subscription.Inputs["topic"].Texts()).ToHashSet();
        var unheard = graph.OfType(AwsTypes.Topic).Where(topic => topic.Output("arn") is not { } arn || !heard.Contains(arn)).Select(topic => topic.Name).Order(StringComparer.Ordinal).ToArray();
        return unheard is [] ? [] : [$"No person is told of the alarms of {string.Join(", ", unheard)}: set {Settings.AlarmEmails.FullKey}, or subscribe to them by hand."];
    }
}
