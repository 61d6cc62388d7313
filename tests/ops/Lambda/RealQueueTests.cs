using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Appointments.Local.EventSources;
using Appointments.Local.Lambda;
using Appointments.Local.Topology;

namespace Appointments.Tests.LocalLambda;

/// <summary>The mapping on real queues: what SQS itself adds to it.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class RealQueueTests(EmulatorFixture emulators)
{
    private readonly ConcurrentQueue<MappingNotice> notices = new();

    [Fact]
    public async Task Group_KeepsItsOrder_WhenOneOfItFails_AndOtherGroupsGoOn()
    {
        var (arn, url) = await emulators.QueueAsync(visibilitySeconds: 30); // no slow machine brings a message back: only the clock, moved below
        var failed = 0;
        var function = new ScriptedInvoker(records => Task.FromResult(
            records.FirstOrDefault(record => Body(record) == "A1") is { } a1 && Interlocked.Increment(ref failed) == 1 ? ScriptedInvoker.Failed((string)a1["messageId"]!) : ScriptedInvoker.Done));
        foreach (var (group, body) in new[] { ("A", "A1"), ("A", "A2"), ("B", "B1"), ("B", "B2") })
        {
            await emulators.SendAsync(url, group, body);
        }

        await using var mapping = await StartAsync(arn, function);
        await DownToAsync(url, 2); // A1 and A2: B1 and B2 are deleted, while group A is held back
        await Until.TrueAsync(() => Volatile.Read(ref failed) > 0, "A1 had failed");
        await emulators.MoveQueuesClockAsync(TimeSpan.FromSeconds(31));
        await EmptyAsync(url);

        var records = function.Events.SelectMany(records => records).ToList();
        Assert.Equal(["A1", "A1", "A2"], records.Select(Body).Where(body => body[0] == 'A'));
        Assert.Equal(["B1", "B2"], records.Select(Body).Where(body => body[0] == 'B'));
        Assert.True(records.FindLastIndex(record => Body(record) == "A1") > records.FindIndex(record => Body(record) == "B2"), "group B waited for group A");
        Assert.Equal(["1", "2"], records.Where(record => Body(record) == "A1").Select(record => (string?)record!["attributes"]!["ApproximateReceiveCount"]));
        Assert.All(function.Events, one => Assert.Equal(one.Count, one.Select(record => (string?)record!["attributes"]!["MessageGroupId"]).Distinct().Count()));
    }

    [Fact]
    public async Task Event_HasEveryAttribute_ThatLambdaGives()
    {
        var (arn, url) = await emulators.QueueAsync(visibilitySeconds: 30);
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await emulators.SendAsync(url, "A", "A1");

        await using var mapping = await StartAsync(arn, function);
        await EmptyAsync(url);

        var record = Assert.Single(Assert.Single(function.Events))!;
        string[] attributes = ["ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount", "MessageDeduplicationId", "MessageGroupId", "SenderId", "SentTimestamp", "SequenceNumber"];
        Assert.Equal(attributes, record["attributes"]!.AsObject().Select(attribute => attribute.Key).Order());
        Assert.Equal("us-east-1", (string?)record["messageAttributes"]!["region"]!["stringValue"]);
        Assert.Equal(arn, (string?)record["eventSourceARN"]);
    }

    [Fact]
    public async Task Stop_LosesNoMessage_AndHidesNone()
    {
        var (arn, url) = await emulators.QueueAsync(visibilitySeconds: 600); // a message that a lost poll took would not come back
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await using var first = await StartAsync(arn, function);
        await emulators.SendAsync(url, "A", "A1");
        await EmptyAsync(url);

        var stopping = first.StopAsync(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 5; i++)
        {
            await emulators.SendAsync(url, $"{i}", $"late-{i}");
        }

        await stopping;
        await using var second = await StartAsync(arn, function);
        await EmptyAsync(url);

        var bodies = function.Events.SelectMany(records => records).Select(Body).ToList();
        Assert.Equal(["A1", "late-0", "late-1", "late-2", "late-3", "late-4"], bodies.Order());
    }

    [Fact]
    public async Task Message_GoesThroughARealProcess_AndIsDeleted()
    {
        var (arn, url) = await emulators.QueueAsync(visibilitySeconds: 30);
        await using var sample = new SampleFunctions();
        await using var mapping = await StartAsync(arn, sample.Lambda);

        await emulators.SendAsync(url, "A", "A1");
        await EmptyAsync(url);

        await Until.TrueAsync(() => sample.Lambda.LastLines(SampleFunctions.Arn).Any(line => line.Text == "served 1"), "its line came"); // by standard output, which its answer may overtake
        Assert.Empty(notices);
    }

    private static string Body(JsonNode? record) => (string)record!["body"]!;

    private async Task<QueueMapping> StartAsync(string queueArn, IFunctionInvoker function)
    {
        var mapping = new QueueMapping(
            new QueueMappingSpec("mapping", queueArn, SampleFunctions.Arn, 10, ReportsItemFailures: true, null),
            emulators.Sqs,
            new MappingContext(EmulatorFixture.Region, function, TimeProvider.System, notices.Enqueue));
        await mapping.StartAsync(CancellationToken.None);
        return mapping;
    }

    private Task EmptyAsync(string url) => DownToAsync(url, 0);

    private Task DownToAsync(string url, int messages) => Until.TrueAsync(() => emulators.DepthAsync(url).GetAwaiter().GetResult() <= messages, $"the queue was down to {messages} messages");
}
