using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Rollout.Aws;

/// <summary>The alarms of one region, by the names that the stack's state has for them.</summary>
/// <param name="commands">The command line of aws: its library for CloudWatch is not served by every registry.</param>
internal sealed class RaisedAlarms(ICommands commands)
{
    /// <summary>Source: CloudWatch API, "DescribeAlarms", AlarmNames.</summary>
    private const int NamesInACall = 100;

    private static readonly ImmutableArray<string> Types = ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"];

    private static readonly ImmutableArray<string> Kinds = ["MetricAlarms", "CompositeAlarms"];

    /// <param name="state">What <c>pulumi stack export</c> wrote.</param>
    /// <returns>The names of the alarms that carry this region's name.</returns>
    public static ImmutableArray<string> Names(string state, string region)
    {
        using var json = JsonDocument.Parse(state);
        return [.. from resource in json.RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
                   where Types.Contains(resource.GetProperty("type").GetString()!) && resource.GetProperty("urn").GetString()!.Split("::")[^1].StartsWith($"{region}-", StringComparison.Ordinal)
                   select resource.GetProperty("id").GetString()!]; // an alarm's id is its name
    }

    public async Task<ImmutableArray<string>> OfAsync(string region, ImmutableArray<string> names, CancellationToken cancel)
    {
        var raised = new List<string>();
        foreach (var some in names.Chunk(NamesInACall))
        {
            var answer = await commands.RunAsync(new CommandLine("aws",
                ["cloudwatch", "describe-alarms", "--region", region, "--alarm-types", "MetricAlarm", "CompositeAlarm", "--state-value", "ALARM", "--output", "json", "--alarm-names", .. some]), cancel);
            using var json = JsonDocument.Parse(answer);
            raised.AddRange(Kinds.Where(kind => json.RootElement.TryGetProperty(kind, out _))
                .SelectMany(kind => json.RootElement.GetProperty(kind).EnumerateArray()).Select(alarm => alarm.GetProperty("AlarmName").GetString()!));
        }
        return [.. raised];
    }
}
