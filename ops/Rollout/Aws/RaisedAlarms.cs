using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Rollout.Aws;

/// <summary>What alarms are called in AWS, and which of them are raised.</summary>
/// <param name="commands">The command line of aws: its library for CloudWatch is not served by every registry.</param>
internal sealed class RaisedAlarms(ICommands commands)
{
    /// <summary>Source: CloudWatch API, "DescribeAlarms", AlarmNames.</summary>
    private const int NamesInACall = 100;

    private static readonly ImmutableArray<string> Kinds = ["MetricAlarms", "CompositeAlarms"];

    /// <param name="state">What <c>pulumi stack export</c> wrote.</param>
    /// <returns>URN to id, of every resource that is there: an alarm's id is its name.</returns>
    public static ImmutableDictionary<string, string> Names(string state)
    {
        using var json = JsonDocument.Parse(state);
        return (from resource in json.RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
                where resource.TryGetProperty("id", out _) && !(resource.TryGetProperty("delete", out var pending) && pending.GetBoolean()) // what waits to be deleted has the URN of what replaced it
                select (Urn: resource.GetProperty("urn").GetString()!, Id: resource.GetProperty("id").GetString()!)).ToImmutableDictionary(each => each.Urn, each => each.Id);
    }

    /// <param name="region">Where they are.</param>
    public async Task<ImmutableArray<string>> OfAsync(string region, IEnumerable<string> names, CancellationToken cancel)
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
