using System.Collections.Immutable;
using Amazon.SQS;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.Replication;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

[Collection(EmulatorCollection.Name)]
public sealed class RegionEmulatorsTests(EmulatorFixture emulators) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("region-");
    private readonly TableSpec table = EmulatorFixture.Table("whole");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task TwoRegions_ReplicateWhatWasWrittenBeforeARestart_WhenTheyStartWithTheirData()
    {
        await using (var only = await StartAsync("sa-east-1")) // the other region is not there: nothing is delivered
        {
            using var caller = new DynamoDbEndpoint(only.DynamoDb.Endpoint, "sa-east-1");
            await caller.PutAsync(table.Name, Items.Item("a", "1"));
            await caller.PutAsync(table.Name, Items.Item("b", "1"));
            await caller.DeleteAsync(table.Name, Items.Key("b"));
        }

        var (one, other) = (await StartAsync("sa-east-1"), await StartAsync("us-east-1"));
        await using var regions = one;
        await using var more = other;
        await using var replicator = Replicator.Start([one.Database, other.Database], TimeProvider.System, new Random(1));
        await Eventually.TrueAsync(() => replicator.IsIdle, "all is delivered");

        Assert.Single(await other.Database.Endpoint.AllAsync(table.Name));
        Assert.Equal(2, replicator.Link("sa-east-1", "us-east-1").Status.Applied);
        Assert.All(one.Processes.Concat(other.Processes), process => Assert.False(process.Exited.IsCompleted));
        using var sqs = new AmazonSQSClient("ANY", "ANY", new AmazonSQSConfig { ServiceURL = other.Sqs.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        Assert.EndsWith("/123456789012/peru.fifo", (await sqs.GetQueueUrlAsync("peru.fifo")).QueueUrl, StringComparison.Ordinal);
        Assert.InRange(one.Processes.Concat(other.Processes).Sum(process => Resident(process.Id)), 100_000, 1_200_000); // kB: two regions' servers, of the 2 GiB for a whole run
    }

    private Task<RegionEmulators> StartAsync(string region)
    {
        var queue = new QueueSpec("peru.fifo", $"arn:aws:sqs:{region}:{EmulatorFixture.Account}:peru.fifo", ImmutableDictionary<string, string>.Empty.Add("FifoQueue", "true"));
        var function = new FunctionSpec("f", $"arn:aws:lambda:{region}:{EmulatorFixture.Account}:function:f", "F", "f.zip", TimeSpan.FromSeconds(3), 128, null, ImmutableDictionary<string, string>.Empty);
        var topology = new RegionTopology(region, [table], [queue], [function], [], [], new ApiSpec("api", "{}", "Prod", [], []));
        return RegionEmulators.StartAsync(new(Task.FromResult(emulators.Tools)), new RunningServers(null, null), topology, Path.Combine(folder.FullName, region), TimeProvider.System, CancellationToken.None);
    }

    private static long Resident(int id) =>
        long.Parse(File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
