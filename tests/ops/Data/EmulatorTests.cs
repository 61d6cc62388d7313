using System.Collections.Immutable;
using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.Emulators;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

[Collection(EmulatorCollection.Name)]
public sealed class EmulatorTests(EmulatorFixture emulators)
{
    [Fact]
    public async Task Emulators_ListenOnLoopbackOnly_WhenStarted()
    {
        var ports = emulators.Databases.Select(database => database.Address.Port).Append(emulators.Queues.Endpoint.Port).ToList();
        Assert.Equal(4, ports.Distinct().Count());

        foreach (var port in ports)
        {
            Assert.Equal([IPAddress.Loopback], (await ListenersAsync(port)).Distinct());
        }
    }

    [Fact]
    public void TwoRegionsServers_StayWellUnderTheRunsTwoGibibytes()
    {
        var regions = emulators.Servers.Take(2).Append(emulators.Queues.Process).Append(emulators.Queues.Process).Select(process => ResidentKilobytes(process.Id)).ToList();

        Assert.All(regions, resident => Assert.InRange(resident, 50_000, 450_000)); // the heaps are limited to 256 and 128 MB
        Assert.InRange(regions.Sum(), 0, 1_200_000);
    }

    [Fact]
    public async Task Queues_CarryTheGraphsArnsAndRedrivePolicies_WhenTheDeadLetterQueueIsDeclaredLast()
    {
        QueueSpec[] queues =
        [
            Queue("peru.fifo", ("VisibilityTimeout", "90"), ("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:sa-east-1:123456789012:peru-dead.fifo","maxReceiveCount":5}""")),
            Queue("peru-dead.fifo", ("MessageRetentionPeriod", "1209600")),
        ];

        await QueueCreation.EnsureAsync(emulators.Queues.Endpoint, "sa-east-1", queues, CancellationToken.None);
        await QueueCreation.EnsureAsync(emulators.Queues.Endpoint, "sa-east-1", queues, CancellationToken.None); // as after a restart with data

        using var sqs = new AmazonSQSClient("ANY", "ANY", new AmazonSQSConfig { ServiceURL = emulators.Queues.Endpoint.ToString(), AuthenticationRegion = "sa-east-1" });
        foreach (var queue in queues)
        {
            var url = $"https://sqs.sa-east-1.amazonaws.com/123456789012/{queue.Name}"; // AWS's form, as the graph holds it
            var found = (await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] })).Attributes;
            Assert.Equal(queue.Arn, found["QueueArn"]);
            Assert.All(queue.Attributes, attribute => Assert.Equal(attribute.Value, found[attribute.Key]));
        }
    }

    [Fact]
    public void DeadLettersFirst_NamesTheQueues_WhenTheirPoliciesFormACircle()
    {
        var circle = Queue("a.fifo", ("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:sa-east-1:123456789012:b.fifo"}"""));
        var back = Queue("b.fifo", ("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:sa-east-1:123456789012:a.fifo"}"""));

        var failure = Assert.Throws<InvalidOperationException>(() => QueueCreation.DeadLettersFirst([circle, back]));

        Assert.Contains("a.fifo, b.fifo", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v22.14.0", false)]
    [InlineData("v22.15.0", true)]
    [InlineData("v23.4.0", false)]
    [InlineData("v24.0.1", true)]
    [InlineData("v20.20.2", false)]
    [InlineData("node: not found", false)]
    public void NodeRuntime_TakesANode_WhenItIsNewEnough(string line, bool enough) => Assert.Equal(enough, NodeRuntime.IsNewEnough(line));

    [Theory]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15", 17)]
    [InlineData("openjdk version \"21\" 2023-09-19", 21)]
    [InlineData("java version \"1.8.0_402\"", 1)]
    [InlineData("OpenJDK Runtime Environment", 0)]
    public void JavaRuntime_ReadsTheMajorVersion_FromWhatJavaSays(string line, int version) => Assert.Equal(version, JavaRuntime.MajorVersion(line));

    private static QueueSpec Queue(string name, params (string Name, string Value)[] attributes) =>
        new(name, $"arn:aws:sqs:sa-east-1:{EmulatorFixture.Account}:{name}",
            attributes.Append(("FifoQueue", "true")).ToImmutableDictionary(attribute => attribute.Item1, attribute => attribute.Item2));

    private static long ResidentKilobytes(int id) =>
        long.Parse(File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    // What the kernel says is listened on: a refused connection to another address could have other causes.
    private static async Task<List<IPAddress>> ListenersAsync(int port)
    {
        var found = new List<IPAddress>();
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            foreach (var columns in (await File.ReadAllLinesAsync(table)).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                var local = columns[1].Split(':');
                if (columns[3] == "0A" && Convert.ToInt32(local[1], 16) == port) { found.Add(Address(local[0])); }
            }
        }
        return found;
    }

    // Words of four bytes, each in the machine's order.
    private static IPAddress Address(string hex)
    {
        var bytes = Convert.FromHexString(hex).Chunk(4).SelectMany(word => word.Reverse()).ToArray();
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
