using System.Collections.Concurrent;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;

namespace Appointments.Aws;

/// <summary>Each region's DynamoDB and SQS, by itself: no region is asked for another, and nothing is repeated behind the back of who waits.</summary>
/// <param name="patience">How long one call may take.</param>
public sealed class RegionClients(DeployedStack stack, TimeSpan patience) : IDisposable
{
    /// <summary>Not a credential: emulators check none, but DynamoDB Local keeps data apart by it, so every client of a local run must name the same.</summary>
    private static readonly BasicAWSCredentials Local = new("LOCAL", "LOCAL");

    private readonly ConcurrentDictionary<string, Lazy<AmazonDynamoDBClient>> tables = new();
    private readonly ConcurrentDictionary<string, Lazy<AmazonSQSClient>> queues = new();

    public IAmazonDynamoDB Tables(string region) => tables.GetOrAdd(region, name => new(() => Tables(stack.In(name)))).Value;

    public IAmazonSQS Queues(string region) => queues.GetOrAdd(region, name => new(() => Queues(stack.In(name)))).Value;

    public void Dispose()
    {
        foreach (var client in tables.Values)
            client.Value.Dispose();
        foreach (var client in queues.Values)
            client.Value.Dispose();
    }

    private AmazonDynamoDBClient Tables(DeployedRegion region)
    {
        var config = new AmazonDynamoDBConfig { Timeout = patience, MaxErrorRetry = 0 };
        if (region.Endpoints is not { } endpoints)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region.Name);
            return new AmazonDynamoDBClient(config); // the credentials of who types, from where AWS's own tools take them
        }
        (config.ServiceURL, config.AuthenticationRegion) = (endpoints.DynamoDb.ToString(), region.Name);
        return new AmazonDynamoDBClient(Local, config);
    }

    private AmazonSQSClient Queues(DeployedRegion region)
    {
        var config = new AmazonSQSConfig { Timeout = patience, MaxErrorRetry = 0 };
        if (region.Endpoints is not { } endpoints)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region.Name);
            return new AmazonSQSClient(config);
        }
        (config.ServiceURL, config.AuthenticationRegion) = (endpoints.Sqs.ToString(), region.Name);
        return new AmazonSQSClient(Local, config);
    }
}
