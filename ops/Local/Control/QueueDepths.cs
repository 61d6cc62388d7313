using System.Collections.Immutable;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.EventSources;
using Appointments.Local.Topology;

namespace Appointments.Local.Control;

/// <summary>How many messages each queue of each region holds, read off the servers themselves: also while what stands before them fails.</summary>
internal sealed class QueueDepths : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly List<string> Depth =
        [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible, QueueAttributeName.ApproximateNumberOfMessagesDelayed];

    private readonly ImmutableArray<(RegionTopology Topology, AmazonSQSClient Sqs)> regions;

    public QueueDepths(IEnumerable<(RegionTopology Topology, RegionEmulators Emulators)> regions) =>
        this.regions = [.. regions.Select(region => (region.Topology, new AmazonSQSClient(DynamoDbEndpoint.AccessKey, DynamoDbEndpoint.AccessKey, new AmazonSQSConfig
        {
            ServiceURL = region.Emulators.SqsServer.ToString(), AuthenticationRegion = region.Topology.Region, Timeout = Patience, MaxErrorRetry = 0,
        })))];

    /// <returns>By region; null where its server does not answer.</returns>
    public async Task<ImmutableDictionary<string, ImmutableArray<QueueStatus>?>> ReadAsync(CancellationToken cancel) =>
        (await Task.WhenAll(regions.Select(async region => KeyValuePair.Create(region.Topology.Region, await ReadAsync(region.Topology, region.Sqs, cancel))))).ToImmutableDictionary();

    public void Dispose()
    {
        foreach (var (_, sqs) in regions)
            sqs.Dispose();
    }

    private static async Task<ImmutableArray<QueueStatus>?> ReadAsync(RegionTopology topology, AmazonSQSClient sqs, CancellationToken cancel)
    {
        var deadLettersOf = topology.Queues.Where(queue => DeadLetterArn(queue) is not null).ToDictionary(queue => queue.Name, queue => topology.Queues.Single(dead => dead.Arn == DeadLetterArn(queue)));
        try
        {
            return [.. await Task.WhenAll(topology.Queues.Where(queue => !deadLettersOf.ContainsValue(queue)).Select(async queue =>
            {
                var depth = await DepthAsync(sqs, queue, cancel);
                var dead = deadLettersOf.TryGetValue(queue.Name, out var letters) ? await DepthAsync(sqs, letters, cancel) : default;
                return new QueueStatus(queue.Name, depth.Waiting, depth.InFlight, dead.Waiting + dead.InFlight, deadLettersOf.ContainsKey(queue.Name));
            }))];
        }
        catch (Exception silent) when (Unreachable.Is(silent) && !cancel.IsCancellationRequested)
        {
            return null; // a region that is dead: that it has no figures is the figure
        }
    }

    private static async Task<(int Waiting, int InFlight)> DepthAsync(AmazonSQSClient sqs, QueueSpec queue, CancellationToken cancel)
    {
        var url = (await sqs.GetQueueUrlAsync(queue.Name, cancel)).QueueUrl; // a server that runs elsewhere has another account than the ARN
        var attributes = await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(url, Depth), cancel);
        return (attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesDelayed, attributes.ApproximateNumberOfMessagesNotVisible);
    }

    private static string? DeadLetterArn(QueueSpec queue) =>
        queue.Attributes.TryGetValue("RedrivePolicy", out var policy) ? JsonElement.Parse(policy).GetProperty("deadLetterTargetArn").GetString() : null;
}
