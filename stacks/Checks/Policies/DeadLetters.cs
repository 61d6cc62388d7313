using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Nothing that is handled later is lost: what cannot be handled has a place to go.</summary>
public sealed class DeadLetters : IPolicy
{
    /// <summary>Services that invoke a function without waiting for its answer.</summary>
    private static readonly string[] Asynchronous = ["sns.amazonaws.com", "events.amazonaws.com", "s3.amazonaws.com", "lambda.alarms.cloudwatch.amazonaws.com", "logs.amazonaws.com"];

    public string Name => "dead-letters";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. graph.OfType(AwsTypes.Mapping).SelectMany(mapping => Mapping(graph, mapping)), .. Invoked(graph)];

    private IEnumerable<Violation> Mapping(ResourceGraph graph, GraphResource mapping)
    {
        var source = mapping.Text("eventSourceArn")!;
        if (source.StartsWith("arn:aws:sqs:"))
        {
            // What handles dead letters reads the last queue there is: what it cannot handle stays there, and the alarm on its depth speaks.
            var isLast = graph.OfType(AwsTypes.Queue).Any(queue => DeadLetterArn(queue) == source);
            var target = graph.WithArn(AwsTypes.Queue, source) is { } read ? DeadLetterArn(read) : null;
            if (!isLast && graph.WithArn(AwsTypes.Queue, target ?? "none") is null)
                yield return new Violation(Name, mapping.Name, $"reads {source}, which has no dead-letter queue", "give the queue a RedrivePolicy to a declared dead-letter queue");
            yield break;
        }
        if (graph.WithArn(AwsTypes.Queue, mapping.Inputs["destinationConfig"]?["onFailure"]?["destinationArn"]?.ToString() ?? "none") is null)
            yield return new Violation(Name, mapping.Name, $"reads {source} without a failure destination", "set DestinationConfig.OnFailure to a declared queue");
        if (mapping.Number("maximumRetryAttempts") is not >= 0)
            yield return new Violation(Name, mapping.Name, "tries a bad record until the stream forgets it, and all behind it wait", "set MaximumRetryAttempts");
    }

    private IEnumerable<Violation> Invoked(ResourceGraph graph) =>
        from permission in graph.OfType(AwsTypes.Permission)
        where Asynchronous.Contains(permission.Text("principal"))
        let function = permission.Text("function")!.Split(':')[^1]
        where !graph.OfType(AwsTypes.Function).Any(candidate => candidate.Output("name") == function && candidate.Inputs["deadLetterConfig"]?["targetArn"] is not null)
            && !graph.OfType(AwsTypes.InvokeConfig).Any(config => config.Text("functionName")!.Split(':')[^1] == function && config.Inputs["destinationConfig"]?["onFailure"] is not null)
        select new Violation(Name, permission.Name, $"{permission.Text("principal")} invokes {function}, whose failures vanish", "give the function a FunctionEventInvokeConfig with DestinationConfig.OnFailure");

    private static string? DeadLetterArn(GraphResource queue) => (queue.Document("redrivePolicy") as JsonObject)?["deadLetterTargetArn"]?.ToString();
}
