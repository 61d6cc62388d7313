using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>A fault that is made on purpose ends: by an alarm of its own region, and by itself. What it did is in a log of ours.</summary>
public sealed class BoundedFaults : IPolicy
{
    public string Name => "bounded-faults";

    public IEnumerable<Violation> Check(ResourceGraph graph) => graph.OfType(AwsTypes.ExperimentTemplate).SelectMany(template => Check(graph, template));

    private IEnumerable<Violation> Check(ResourceGraph graph, GraphResource template)
    {
        var stops = (template.Inputs["stopConditions"]?.AsArray() ?? []).Where(stop => stop!["source"]?.ToString() is "aws:cloudwatch:alarm")
            .Select(stop => graph.WithArn(AwsTypes.MetricAlarm, stop!["value"]?.ToString() ?? "none")).ToArray();
        if (stops is [] || stops.Any(alarm => alarm is null || alarm.Region != template.Region))
            yield return new Violation(Name, template.Name, "no alarm of its region ends it", "add a stop condition with the ARN of an alarm of the region's on what clients get");
        foreach (var action in template.Inputs["actions"]?.AsArray() ?? [])
        {
            if ((action!["parameters"]?.AsArray() ?? []).All(parameter => parameter!["key"]?.ToString() is not "duration"))
                yield return new Violation(Name, template.Name, $"its action {action["name"]} has no end", "give it the parameter duration");
        }
        foreach (var target in template.Inputs["targets"]?.AsArray() ?? [])
        {
            if ((target!["resourceArns"]?.AsArray() ?? []).Count is 0)
                yield return new Violation(Name, template.Name, $"its target {target["name"]} is whatever matches on the day", "name its resources by ARN");
        }
        var log = template.Inputs["logConfiguration"]?["cloudwatchLogsConfiguration"]?["logGroupArn"]?.ToString() ?? "none";
        if (!log.EndsWith(":*") || graph.WithArn(AwsTypes.LogGroup, log[..^2]) is null)
            yield return new Violation(Name, template.Name, "what it did is in no declared log", "set LogConfiguration to a declared LogGroup");
    }
}
