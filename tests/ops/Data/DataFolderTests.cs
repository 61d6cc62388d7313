using System.Collections.Immutable;
using System.Diagnostics;
using Amazon.SQS;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.Proxies;
using Appointments.Local.Replication;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

/// <summary>What a run with a data folder promises: it all survives SIGKILL.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class DataFolderTests(EmulatorFixture emulators) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("data-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task ItemsAndTheirStream_AreThereAgain_WhenDynamoDbLocalWasKilled()
    {
        var table = EmulatorFixture.Table("kept");
        await using (var first = await DynamoDbLocal.StartAsync(emulators.Tools, "sa-east-1", folder.FullName, CancellationToken.None))
        {
            using var database = new DynamoDbEndpoint(first.Endpoint, "sa-east-1");
            await TableCreation.EnsureAsync(database, [table], CancellationToken.None);
            await database.PutAsync(table.Name, Items.Item("a", "1"));
            Process.GetProcessById(first.Process.Id).Kill();
            Assert.Equal(137, (await first.Process.EndedEarly).ExitCode);
        }

        await using var second = await DynamoDbLocal.StartAsync(emulators.Tools, "sa-east-1", folder.FullName, CancellationToken.None);
        using var again = new DynamoDbEndpoint(second.Endpoint, "us-east-1");
        await TableCreation.EnsureAsync(again, [table], CancellationToken.None);

        Assert.Single(await again.AllAsync(table.Name));
        await using var stream = new TableStreamReader(again, table.Name, TimeProvider.System).ReadAsync(StreamPosition.TrimHorizon, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Single(stream.Current.Records);
    }

    [Fact]
    public async Task Replication_DeliversWhatWasWrittenBeforeARestart_AndNothingTwice()
    {
        var table = EmulatorFixture.Table("kept");
        await WriteAndKillAsync(table);
        await using var again = await DynamoDbLocal.StartAsync(emulators.Tools, "sa-east-1", folder.FullName, CancellationToken.None);
        using var endpoint = new DynamoDbEndpoint(again.Endpoint, "sa-east-1");
        var source = Database(endpoint, table);
        using var stamps = source.Stamps;
        var target = new RegionDatabase(emulators.Databases[2], new StampBook("us-east-1", new SkewedClock(TimeProvider.System), null), Only(table));
        await TableCreation.EnsureAsync(target.Endpoint, [table], CancellationToken.None);

        foreach (var deliveries in new[] { 2, 0 })
        {
            await using var replicator = Replicator.Start([source, target], TimeProvider.System, new Random(1));
            await Eventually.TrueAsync(() => replicator.IsIdle, "all is delivered");

            Assert.Equal(deliveries, replicator.Link("sa-east-1", "us-east-1").Status.Applied);
            Assert.Single(await target.Endpoint.AllAsync(table.Name));
        }
    }

    private async Task WriteAndKillAsync(TableSpec table)
    {
        await using var server = await DynamoDbLocal.StartAsync(emulators.Tools, "sa-east-1", folder.FullName, CancellationToken.None);
        using var endpoint = new DynamoDbEndpoint(server.Endpoint, "sa-east-1");
        await TableCreation.EnsureAsync(endpoint, [table], CancellationToken.None);
        var database = Database(endpoint, table);
        using var stamps = database.Stamps;
        await using var proxy = await DynamoDbProxy.StartAsync(database, TimeProvider.System, CancellationToken.None);
        using var caller = new DynamoDbEndpoint(proxy.Endpoint, "sa-east-1");
        await caller.PutAsync(table.Name, Items.Item("a", "1"));
        await caller.PutAsync(table.Name, Items.Item("b", "1"));
        await caller.DeleteAsync(table.Name, Items.Key("b"));
        Process.GetProcessById(server.Process.Id).Kill();
        await server.Process.EndedEarly;
    }

    private RegionDatabase Database(DynamoDbEndpoint endpoint, TableSpec table) =>
        new(endpoint, new StampBook("sa-east-1", new SkewedClock(TimeProvider.System), Path.Combine(folder.FullName, "stamps")), Only(table));

    private static ImmutableDictionary<string, TableSpec> Only(TableSpec table) => ImmutableDictionary<string, TableSpec>.Empty.Add(table.Name, table);

    [Fact]
    public async Task Messages_AreThereAgain_WhenFauxqsWasKilled()
    {
        var queue = new QueueSpec("kept.fifo", $"arn:aws:sqs:sa-east-1:{EmulatorFixture.Account}:kept.fifo", ImmutableDictionary<string, string>.Empty.Add("FifoQueue", "true"));
        await using (var first = await Fauxqs.StartAsync(emulators.Tools, "sa-east-1", EmulatorFixture.Account, folder.FullName, CancellationToken.None))
        {
            await QueueCreation.EnsureAsync(first.Endpoint, "sa-east-1", [queue], CancellationToken.None);
            using var sqs = Sqs(first.Endpoint);
            await sqs.SendMessageAsync(new() { QueueUrl = Url, MessageBody = "hello", MessageGroupId = "g", MessageDeduplicationId = "d" });
            Process.GetProcessById(first.Process.Id).Kill();
            await first.Process.EndedEarly;
        }

        await using var second = await Fauxqs.StartAsync(emulators.Tools, "sa-east-1", EmulatorFixture.Account, folder.FullName, CancellationToken.None);
        await using var proxy = await ForwardingProxy.StartAsync(second.Endpoint, null, TimeProvider.System, CancellationToken.None);
        await QueueCreation.EnsureAsync(proxy.Endpoint, "sa-east-1", [queue], CancellationToken.None);
        using var again = Sqs(proxy.Endpoint);

        Assert.Equal("hello", Assert.Single((await again.ReceiveMessageAsync(Url)).Messages).Body);
    }

    private const string Url = $"https://sqs.sa-east-1.amazonaws.com/{EmulatorFixture.Account}/kept.fifo";

    private static AmazonSQSClient Sqs(Uri endpoint) => new("ANY", "ANY", new AmazonSQSConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "sa-east-1" });
}
