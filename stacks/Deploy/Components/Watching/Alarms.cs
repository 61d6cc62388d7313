using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Topic">Who is told, of the same region.</param>
public sealed record AlarmsArgs(ImmutableArray<Watch> Watches, AlarmTopic Topic);

/// <summary>An alarm for each thing watched, and one for the region as clients see it.</summary>
public sealed class Alarms : ComponentResource
{
    /// <summary>By the name of what is watched.</summary>
    public ImmutableDictionary<string, MetricAlarm> ByWatch { get; }

    /// <summary>Those that say that clients are hurt: the composite alarm on the region is raised by any of them. None where nothing that is watched hurts clients.</summary>
    public ImmutableArray<MetricAlarm> Hurting { get; }

    public Alarms(string name, AlarmsArgs args, ComponentResourceOptions options) : base("appointments:watching:Alarms", name, options)
    {
        var alarms = args.Watches.Select(watch => (watch, Alarm: Declare($"{name}-{watch.Name}", watch, args.Topic))).ToImmutableArray();
        Hurting = [.. alarms.Where(each => each.watch.HurtsClients).Select(each => each.Alarm)];
        if (Hurting is not [])
            _ = new CompositeAlarm($"{name}-region", new CompositeAlarmArgs
            {
                AlarmName = args.Topic.Name.Apply(topic => $"{topic}-region"), // Pulumi makes no name for it: the topic's is unique, and says whose it is
                AlarmDescription = $"Clients of this region get wrong or late answers: one of its alarms that say so is raised. {args.Topic.WhatToDo("region")}",
                AlarmRule = Output.All(Hurting.Select(alarm => alarm.Name)).Apply(names => string.Join(" OR ", names.Select(each => $"ALARM(\"{each}\")"))),
                AlarmActions = [args.Topic.Arn],
                OkActions = [args.Topic.Arn],
            }, new CustomResourceOptions { Parent = this });
        ByWatch = alarms.ToImmutableDictionary(each => each.watch.Name, each => each.Alarm);
        RegisterOutputs();
    }

    private MetricAlarm Declare(string name, Watch watch, AlarmTopic topic)
    {
        var alarm = new MetricAlarmArgs
        {
            AlarmDescription = $"{watch.Description} {topic.WhatToDo(watch.Page)}",
            Namespace = watch.Metric.Namespace,
            MetricName = watch.Metric.Name,
            Period = watch.PeriodSeconds,
            EvaluationPeriods = watch.Periods,
            DatapointsToAlarm = watch.Breaches,
            Threshold = watch.Threshold,
            ComparisonOperator = watch.Below ? "LessThanThreshold" : "GreaterThanThreshold",
            TreatMissingData = watch.SilenceIsBad ? "breaching" : "notBreaching", // most metrics are silent when nothing happens
            AlarmActions = [topic.Arn],
            OkActions = [topic.Arn],
            Dimensions = new InputMap<string>(),
        };
        foreach (var (key, value) in watch.Dimensions)
            alarm.Dimensions.Add(key, value);
        if (watch.Statistic.StartsWith('p'))
            alarm.ExtendedStatistic = watch.Statistic;
        else
            alarm.Statistic = watch.Statistic;
        return new MetricAlarm(name, alarm, new CustomResourceOptions { Parent = this });
    }
}
