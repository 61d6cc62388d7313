using System.Collections.Immutable;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.Topology;

namespace Appointments.Tests.LocalLambda;

/// <summary>One region's real queues and tables, started once for the assembly. Each test uses queues and tables of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public const string Region = "us-east-1";
    private const string Account = "123456789012";
    private Fauxqs? queues;
    private DynamoDbLocal? database;

    public IAmazonSQS Sqs { get; private set; } = null!;

    public DynamoDbEndpoint Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var tools = await EmulatorTools.EnsureAsync(Environment.GetEnvironmentVariable, new Progress<string>(Console.WriteLine), CancellationToken.None);
        var starting = Fauxqs.StartAsync(tools, Region, Account, null, CancellationToken.None);
        database = await DynamoDbLocal.StartAsync(tools, Region, null, CancellationToken.None);
        queues = await starting;
        Sqs = new AmazonSQSClient("LOCAL", "LOCAL", new AmazonSQSConfig { ServiceURL = queues.Endpoint.ToString(), AuthenticationRegion = Region });
        Database = new DynamoDbEndpoint(database.Endpoint, Region);
    }

    public async Task DisposeAsync()
    {
        Sqs.Dispose();
        Database.Dispose();
        await queues!.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <returns>The queue's ARN and URL.</returns>
    internal async Task<(string Arn, string Url)> QueueAsync(int visibilitySeconds)
    {
        var name = $"q-{Guid.NewGuid():N}.fifo";
        var created = await Sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = name,
            Attributes = new() { ["FifoQueue"] = "true", ["VisibilityTimeout"] = $"{visibilitySeconds}" },
        });
        return ($"arn:aws:sqs:{Region}:{Account}:{name}", created.QueueUrl);
    }

    internal Task SendAsync(string url, string group, string body) => Sqs.SendMessageAsync(new SendMessageRequest(url, body)
    {
        MessageGroupId = group,
        MessageDeduplicationId = body,
        MessageAttributes = new() { ["region"] = new() { DataType = "String", StringValue = Region } },
    });

    /// <summary>Moves the queues' time on, and no other: what is hidden comes back without a wait.</summary>
    internal Task MoveQueuesClockAsync(TimeSpan by) => queues!.MoveClockAsync(by, CancellationToken.None);

    /// <returns>How many messages the queue holds, visible or not.</returns>
    internal async Task<int> DepthAsync(string url)
    {
        var depth = await Sqs.GetQueueAttributesAsync(url, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible;
    }

    /// <returns>A table with a stream.</returns>
    internal async Task<TableSpec> TableAsync()
    {
        var name = $"t-{Guid.NewGuid():N}";
        var table = new TableSpec(name, $"arn:aws:dynamodb:{Region}:{Account}:table/{name}", $"arn:aws:dynamodb:{Region}:{Account}:table/{name}/stream/2026-11-24T00:00:00.000",
            "id", null, ImmutableDictionary<string, string>.Empty.Add("id", "S"), [], "NEW_AND_OLD_IMAGES", false);
        await TableCreation.EnsureAsync(Database, [table], CancellationToken.None);
        return table;
    }
}

/// <summary>Tests that share the emulators: one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class EmulatorCollection : ICollectionFixture<EmulatorFixture>
{
    public const string Name = "emulators";
}
