using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>An alarm tells somebody, and tells them what to do.</summary>
public sealed class AlarmActions : IPolicy
{
    public string Name => "alarm-actions";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. graph.OfType(AwsTypes.MetricAlarm).Concat(graph.OfType(AwsTypes.CompositeAlarm)).SelectMany(alarm => Check(graph, alarm)), .. Budgets(graph)];

    /// <summary>A budget that nobody hears of is a number in a console.</summary>
    private IEnumerable<Violation> Budgets(ResourceGraph graph) =>
        from budget in graph.OfType(AwsTypes.Budget)
        let notifications = budget.Inputs["notifications"]?.AsArray() ?? []
        where notifications.Count is 0 || notifications.Any(notification => notification!["subscriberSnsTopicArns"].Texts().All(topic => graph.WithArn(AwsTypes.Topic, topic) is null))
        select new Violation(Name, budget.Name, "tells nobody of some of its thresholds", "set SubscriberSnsTopicArns of each notification to a declared topic");

    private IEnumerable<Violation> Check(ResourceGraph graph, GraphResource alarm)
    {
        var actions = alarm.Inputs["alarmActions"].Texts().ToArray();
        if (actions is [])
            yield return new Violation(Name, alarm.Name, "tells nobody", "set AlarmActions to the region's topic");
        foreach (var action in actions.Where(action => action.StartsWith("arn:aws:sns:") && graph.WithArn(AwsTypes.Topic, action)?.Region != alarm.Region))
            yield return new Violation(Name, alarm.Name, $"acts on {action}, which is not a topic of its region here", "set AlarmActions to the topic of the alarm's own region");
        if (alarm.Inputs["actionsEnabled"] is { } enabled && !enabled.IsTrue())
            yield return new Violation(Name, alarm.Name, "its actions are switched off", "take ActionsEnabled out");
        if (alarm.Text("alarmDescription")?.Contains("docs/runbook/") is not true)
            yield return new Violation(Name, alarm.Name, "does not say what to do", "name the page docs/runbook/<alarm>.md in its description");
    }
}
