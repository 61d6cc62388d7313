using System.Text.RegularExpressions;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>An alarm tells somebody, and tells them what to do.</summary>
public sealed partial class AlarmActions : IPolicy
{
    private static readonly string[] Kinds = ["alarmActions", "okActions", "insufficientDataActions"];

    public string Name => "alarm-actions";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. graph.OfType(AwsTypes.MetricAlarm).Concat(graph.OfType(AwsTypes.CompositeAlarm)).SelectMany(alarm => Check(graph, alarm)), .. Budgets(graph)];

    /// <summary>A budget that nobody hears of is a number in a console.</summary>
    private IEnumerable<Violation> Budgets(ResourceGraph graph) =>
        from budget in graph.OfType(AwsTypes.Budget)
        let notifications = budget.Inputs["notifications"]?.AsArray() ?? []
        where notifications.Count is 0 || notifications.Any(notification => notification!["subscriberSnsTopicArns"].Texts().All(topic => graph.WithArn(AwsTypes.Topic, topic) is null))
        select new Violation(Name, budget.Name, "tells nobody of some of its thresholds", "set SubscriberSnsTopicArns of each notification to a declared topic");

    [GeneratedRegex(@"What to do: (docs/runbook|https://\S+)/[a-z0-9-]+\.md$")]
    private static partial Regex Page();

    private IEnumerable<Violation> Check(ResourceGraph graph, GraphResource alarm)
    {
        var actions = alarm.Inputs["alarmActions"].Texts().ToArray();
        if (actions is [])
            yield return new Violation(Name, alarm.Name, "tells nobody", "set AlarmActions to the region's topic");
        foreach (var action in Kinds.SelectMany(kind => alarm.Inputs[kind].Texts()).Where(action => (graph.WithArn(AwsTypes.Topic, action) ?? graph.WithArn(AwsTypes.Function, action))?.Region is not { } region || region != alarm.Region))
            yield return new Violation(Name, alarm.Name, $"acts on {action}, which is no topic and no function of its region here", "set AlarmActions to the topic of the alarm's own region");
        if (alarm.Inputs["actionsEnabled"] is { } enabled && !enabled.IsTrue())
            yield return new Violation(Name, alarm.Name, "its actions are switched off", "take ActionsEnabled out");
        if (alarm.Text("alarmDescription") is not { } text || !Page().IsMatch(text))
            yield return new Violation(Name, alarm.Name, "does not say what to do", "end its description with the page of the runbook: AlarmTopic.WhatToDo");
    }
}
