using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local;
using Appointments.Local.DynamoDb;
using Appointments.Local.Topology;

namespace Appointments.Tests.Run;

/// <summary>The queues of all regions, straight from their servers.</summary>
public sealed class Queues : IDisposable
{
    private static readonly List<string> Depth =
        [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible, QueueAttributeName.ApproximateNumberOfMessagesDelayed];

    private readonly Dictionary<string, AmazonSQSClient> clients;
    private readonly IReadOnlyList<(string Region, string Name)> queues;

    public Queues(LocalRun run, IEnumerable<RegionTopology> topologies)
    {
        clients = run.Emulators.ToDictionary(region => region.Key, region => new AmazonSQSClient(DynamoDbEndpoint.AccessKey, DynamoDbEndpoint.AccessKey,
            new AmazonSQSConfig { ServiceURL = region.Value.Sqs.Endpoint.ToString(), AuthenticationRegion = region.Key }));
        queues = [.. topologies.SelectMany(topology => topology.Queues.Select(queue => (topology.Region, queue.Name)))];
    }

    public AmazonSQSClient In(string region) => clients[region];

    /// <returns>The URL of a country's queue, or of its dead letters.</returns>
    public async Task<string> UrlAsync(string region, string country, bool dead = false) =>
        (await clients[region].GetQueueUrlAsync(queues.Single(queue => queue.Region == region && queue.Name.Contains(country) && queue.Name.Contains("dead") == dead).Name)).QueueUrl;

    /// <returns>Messages in a queue, waiting or in somebody's hands.</returns>
    public async Task<int> DepthAsync(string region, string url)
    {
        var attributes = await clients[region].GetQueueAttributesAsync(url, Depth);
        return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible + attributes.ApproximateNumberOfMessagesDelayed;
    }

    /// <returns>Messages in all queues of all regions, dead letters among them.</returns>
    public async Task<int> DepthAsync()
    {
        var depths = await Task.WhenAll(queues.Select(async queue => await DepthAsync(queue.Region, (await clients[queue.Region].GetQueueUrlAsync(queue.Name)).QueueUrl)));
        return depths.Sum();
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
    }
}
