using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.DynamoDb;
using Appointments.Local.EventSources;
using Appointments.Local.Lambda;
using Appointments.Local.Topology;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Appointments.Tests.LocalLambda;

public sealed class StreamMappingTests
{
    private const string Arn = "arn:aws:dynamodb:us-east-1:123456789012:table/appointments/stream/2026-11-24T00:00:00.000";
    private const string DestinationArn = "arn:aws:sqs:us-east-1:123456789012:given-up";
    private readonly ScriptedStream stream = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<MappingNotice> notices = new();
    private readonly ConcurrentQueue<string> sent = new();
    private readonly FileStreamPositions positions = new(null);

    [Fact]
    public async Task Event_IsAsLambdaMakesIt()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await using var mapping = await StartAsync(function);

        stream.Give("shard-1", 1);
        await Until.TrueAsync(() => function.Events.Count == 1, "it was invoked");

        var expected = JsonNode.Parse($$$"""
            [{"eventID":"e1","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","eventSourceARN":"{{{Arn}}}",
              "dynamodb":{"ApproximateCreationDateTime":1763900000,"Keys":{"id":{"S":"1"}},"NewImage":{"id":{"S":"1"},"n":{"N":"1"}},
               "OldImage":{"id":{"S":"1"}},"SequenceNumber":"000000000000000000001","SizeBytes":26,"StreamViewType":"NEW_AND_OLD_IMAGES"}}]
            """);
        Assert.True(JsonNode.DeepEquals(expected, function.Events[0]), function.Events[0].ToJsonString());
    }

    [Fact]
    public async Task Records_ComeInBatches_OneAtATime()
    {
        var release = new SemaphoreSlim(0);
        var function = new ScriptedInvoker(async _ =>
        {
            await release.WaitAsync();
            return ScriptedInvoker.Done;
        });
        await using var mapping = await StartAsync(function, spec => spec with { BatchSize = 2 });

        stream.Give("shard-1", 1, 2, 3);
        stream.Give("shard-1", 4);
        await Until.TrueAsync(() => function.Events.Count == 1, "the first batch was given");
        Assert.Null(positions.Find("mapping")); // nothing is done yet
        release.Release(3);
        await Until.TrueAsync(() => Done() == 4, "all are done");

        Assert.Equal([[1, 2], [3], [4]], function.Events.Select(Numbers));
    }

    [Fact]
    public async Task Batch_WaitsForItsWindow_AndNoLonger()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await using var mapping = await StartAsync(function, spec => spec with { BatchSize = 3, BatchingWindow = TimeSpan.FromSeconds(2) });

        stream.Give("shard-1", 1);
        stream.Give("shard-1", 2);
        stream.Give("shard-1", 3, 4); // fills a batch: 4 waits
        await Until.TrueAsync(() => Done() == 3, "the full batch did not wait");
        clock.Advance(TimeSpan.FromSeconds(1.9));
        stream.Give("shard-1", 5);
        await Until.TrueAsync(() => stream.Seen == 4, "it was seen, and left waiting");
        clock.Advance(TimeSpan.FromSeconds(0.2));
        stream.GiveNothing();
        await Until.TrueAsync(() => Done() == 5, "the window ended");

        Assert.Equal([[1, 2, 3], [4, 5]], function.Events.Select(Numbers));
    }

    [Fact]
    public async Task Records_OfTwoShards_AreNeverInOneBatch()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await using var mapping = await StartAsync(function, spec => spec with { BatchingWindow = TimeSpan.FromSeconds(2) });

        stream.Give("shard-1", 1);
        stream.Give("shard-2", 2);
        await Until.TrueAsync(() => function.Events.Count == 1, "the first was given");
        await Until.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                stream.GiveNothing();
                return function.Events.Count == 2;
            },
            "the second was given");

        Assert.Equal([[1], [2]], function.Events.Select(Numbers));
    }

    [Fact]
    public async Task Bisect_FindsTheBadRecord_AndOnlyThatIsGivenUp()
    {
        var function = new ScriptedInvoker(records => Task.FromResult(Numbers(records).Contains(3) ? ScriptedInvoker.Thrown with { RequestId = "request-1" } : ScriptedInvoker.Done));
        await using var mapping = await StartAsync(function, spec => spec with { BisectsOnError = true, MaximumRetryAttempts = 1, FailureDestinationArn = DestinationArn });

        stream.Give("shard-1", 1, 2, 3, 4);
        await Until.AdvancingAsync(clock, () => Done() == 4);

        Assert.Equal([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]], function.Events.Select(Numbers));
        var expected = JsonNode.Parse($$$"""
            {"requestContext":{"requestId":"request-1","functionArn":"{{{SampleFunctions.Arn}}}","condition":"RetryAttemptsExhausted","approximateInvokeCount":2},
             "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},
             "version":"1.0","timestamp":"2026-11-24T12:00:00.100Z",
             "DDBStreamBatchInfo":{"shardId":"shard-1","startSequenceNumber":"000000000000000000003","endSequenceNumber":"000000000000000000003",
              "approximateArrivalOfFirstRecord":"2025-11-23T12:13:20Z","approximateArrivalOfLastRecord":"2025-11-23T12:13:20Z","batchSize":1,"streamArn":"{{{Arn}}}"}}
            """)!;
        var record = JsonNode.Parse(Assert.Single(sent))!;
        record["timestamp"] = expected["timestamp"]!.DeepClone(); // how far the test's clock has come by then is not the point
        Assert.True(JsonNode.DeepEquals(expected, record), record.ToJsonString());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task Batch_IsGivenUpWhole_AfterItsAttempts_WhenItIsNotBisected(int attempts, int invocations)
    {
        var function = new ScriptedInvoker(records => Task.FromResult(Numbers(records).Contains(1) ? ScriptedInvoker.Thrown : ScriptedInvoker.Done));
        await using var mapping = await StartAsync(function, spec => spec with { MaximumRetryAttempts = attempts });

        stream.Give("shard-1", 1, 2);
        stream.Give("shard-1", 3);
        await Until.AdvancingAsync(clock, () => Done() == 3);

        Assert.Equal([.. Enumerable.Repeat(new[] { 1, 2 }, invocations), [3]], function.Events.Select(Numbers));
        Assert.Contains(notices, notice => notice.Kind == MappingNoticeKind.GivenUp);
    }

    [Fact]
    public async Task Batch_GoesOnFromTheLowestFailedRecord_WhenTheFunctionNamesSome()
    {
        var first = true;
        var function = new ScriptedInvoker(_ =>
        {
            var failed = first;
            first = false;
            return Task.FromResult(failed ? ScriptedInvoker.Failed(ScriptedStream.Sequence(4), ScriptedStream.Sequence(2)) : ScriptedInvoker.Done);
        });
        await using var mapping = await StartAsync(function);

        stream.Give("shard-1", 1, 2, 3, 4);
        await Until.AdvancingAsync(clock, () => Done() == 4);

        Assert.Equal([[1, 2, 3, 4], [2, 3, 4]], function.Events.Select(Numbers));
    }

    [Fact]
    public async Task Throttled_IsNoAttempt()
    {
        var answers = new ConcurrentQueue<FunctionAnswer>([ScriptedInvoker.Throttled, ScriptedInvoker.Throttled, ScriptedInvoker.Done]);
        var function = new ScriptedInvoker(_ => Task.FromResult(answers.TryDequeue(out var answer) ? answer : throw new InvalidOperationException("Once too often.")));
        await using var mapping = await StartAsync(function, spec => spec with { MaximumRetryAttempts = 0 });

        stream.Give("shard-1", 1);
        await Until.AdvancingAsync(clock, () => Done() == 1);

        Assert.Equal(3, function.Events.Count);
        Assert.DoesNotContain(notices, notice => notice.Kind == MappingNoticeKind.GivenUp);
    }

    private int? Done() => positions.Find("mapping")?.LastRead.Values.Select(int.Parse).Max();

    private static int[] Numbers(JsonArray records) => [.. records.Select(record => int.Parse((string)record!["dynamodb"]!["SequenceNumber"]!))];

    private async Task<StreamMapping> StartAsync(ScriptedInvoker function, Func<StreamMappingSpec, StreamMappingSpec>? with = null)
    {
        var spec = new StreamMappingSpec("mapping", Arn, SampleFunctions.Arn, 10, TimeSpan.Zero, "TRIM_HORIZON", BisectsOnError: false, MaximumRetryAttempts: -1, ReportsItemFailures: true, FailureDestinationArn: null);
        spec = with?.Invoke(spec) ?? spec;
        var sqs = new Mock<IAmazonSQS>(MockBehavior.Strict);
        sqs.Setup(s => s.GetQueueUrlAsync("given-up", It.IsAny<CancellationToken>())).ReturnsAsync(new GetQueueUrlResponse { QueueUrl = "url" });
        sqs.Setup(s => s.SendMessageAsync("url", It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback<string, string, CancellationToken>((_, body, _) => sent.Enqueue(body)).ReturnsAsync(new SendMessageResponse());
        var mapping = new StreamMapping(
            spec,
            stream.ReadAsync,
            new MappingContext("us-east-1", function, clock, notices.Enqueue),
            positions,
            spec.FailureDestinationArn is { } destination ? new FailureDestination(sqs.Object, destination) : null);
        await mapping.StartAsync(CancellationToken.None);
        return mapping;
    }
}
