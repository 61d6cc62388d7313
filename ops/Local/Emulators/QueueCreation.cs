using System.Collections.Immutable;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.DynamoDb;
using Appointments.Local.Topology;

namespace Appointments.Local.Emulators;

/// <summary>Makes a region's queues as the resource graph says.</summary>
public static class QueueCreation
{
    /// <summary>Set for good when a queue is made: <c>FifoQueue</c> on AWS too, the other two by fauxqs 2.4.1 alone.</summary>
    private static readonly ImmutableArray<string> SetWhenMade = ["FifoQueue", "DeduplicationScope", "FifoThroughputLimit"];

    /// <summary>Makes the queues, dead-letter queues first: a redrive policy names one that must be there. Queues that are there keep their messages and take the graph's attributes.</summary>
    /// <exception cref="AmazonSQSException">SQS refused one.</exception>
    public static async Task EnsureAsync(Uri endpoint, string region, IEnumerable<QueueSpec> queues, CancellationToken cancel)
    {
        using var sqs = new AmazonSQSClient(DynamoDbEndpoint.AccessKey, DynamoDbEndpoint.AccessKey, new AmazonSQSConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = region });
        var arns = new Dictionary<string, string>();
        foreach (var declared in DeadLettersFirst([.. queues]))
        {
            var queue = declared with { Attributes = WithStandingArn(declared, arns) };
            var url = await UrlAsync(sqs, queue, cancel);
            arns[queue.Arn] = (await sqs.GetQueueAttributesAsync(url, ["QueueArn"], cancel)).QueueARN;
            var settable = queue.Attributes.RemoveRange(SetWhenMade);
            if (!settable.IsEmpty) { await sqs.SetQueueAttributesAsync(new SetQueueAttributesRequest { QueueUrl = url, Attributes = new(settable) }, cancel); }
        }
    }

    /// <summary>A server that runs elsewhere has an account id of its own, so its queues other ARNs than the graph's: a redrive policy must name them as they are there.</summary>
    private static ImmutableDictionary<string, string> WithStandingArn(QueueSpec queue, Dictionary<string, string> arns) =>
        DeadLetterArn(queue) is { } dead && arns.TryGetValue(dead, out var standing)
            ? queue.Attributes.SetItem("RedrivePolicy", queue.Attributes["RedrivePolicy"].Replace(dead, standing))
            : queue.Attributes;

    /// <summary>The queues in an order in which each comes after the one that its redrive policy names.</summary>
    public static ImmutableArray<QueueSpec> DeadLettersFirst(ImmutableArray<QueueSpec> queues)
    {
        var sorted = ImmutableArray.CreateBuilder<QueueSpec>(queues.Length);
        var left = queues.ToList();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(queue => left.TrueForAll(other => other == queue || other.Arn != DeadLetterArn(queue)))
                ?? throw new InvalidOperationException($"The redrive policies of {string.Join(", ", left.Select(queue => queue.Name))} name each other in a circle: each queue needs a dead-letter queue of its own.");
            sorted.Add(next);
            left.Remove(next);
        }
        return sorted.ToImmutable();
    }

    private static async Task<string> UrlAsync(AmazonSQSClient sqs, QueueSpec queue, CancellationToken cancel)
    {
        try { return (await sqs.GetQueueUrlAsync(queue.Name, cancel)).QueueUrl; } // from an earlier run with the same data folder
        catch (QueueDoesNotExistException)
        {
            return (await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = queue.Name, Attributes = new(queue.Attributes) }, cancel)).QueueUrl;
        }
    }

    private static string? DeadLetterArn(QueueSpec queue) =>
        queue.Attributes.TryGetValue("RedrivePolicy", out var policy) && JsonElement.Parse(policy).TryGetProperty("deadLetterTargetArn", out var arn) ? arn.GetString() : null;
}
