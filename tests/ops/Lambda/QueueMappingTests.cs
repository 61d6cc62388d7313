using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Appointments.Local.EventSources;
using Appointments.Local.Lambda;
using Appointments.Local.Topology;

namespace Appointments.Tests.LocalLambda;

public sealed class QueueMappingTests
{
    private readonly ScriptedQueue queue = new();
    private readonly WaitsClock clock = new();
    private readonly ConcurrentQueue<MappingNotice> notices = new();

    [Fact]
    public async Task Messages_AreDeleted_WhenTheFunctionIsDone()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await using var mapping = await StartAsync(function);

        queue.Give("m1", "m2");
        await Until.TrueAsync(() => queue.Deleted.Count == 2, "both were deleted");

        Assert.Equal(["receipt-m1", "receipt-m2"], queue.Deleted);
        Assert.Equal([["m1", "m2"]], function.Events.Select(Ids));
        Assert.All(queue.Requests, request => Assert.Equal(("All", "All"), (request.MessageSystemAttributeNames.Single(), request.MessageAttributeNames.Single())));
        Assert.Empty(notices);
    }

    [Fact]
    public async Task OnlyWhatSucceeded_IsDeleted_WhenTheFunctionNamesFailures()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Failed("m2")));
        await using var mapping = await StartAsync(function);

        queue.Give("m1", "m2", "m3");
        await Until.TrueAsync(() => queue.Deleted.Count == 2, "two were deleted");
        await mapping.StopAsync(TimeSpan.Zero);

        Assert.Equal(["receipt-m1", "receipt-m3"], queue.Deleted);
        Assert.Empty(queue.GivenBack); // the visibility timeout brings it back, not the mapping
        Assert.Equal(MappingNoticeKind.ItemsFailed, Assert.Single(notices).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_IsDeleted_WhenTheWholeBatchFails(bool throws)
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(throws ? ScriptedInvoker.Thrown : ScriptedInvoker.Failed("not-in-the-batch")));
        await using var mapping = await StartAsync(function);

        queue.Give("m1", "m2");
        await Until.TrueAsync(() => !notices.IsEmpty, "it was reported");
        await mapping.StopAsync(TimeSpan.Zero);

        Assert.Single(function.Events);
        Assert.Equal(MappingNoticeKind.BatchFailed, Assert.Single(notices).Kind);
        Assert.Empty(queue.Deleted);
        Assert.Empty(queue.GivenBack);
    }

    [Fact]
    public async Task Batch_IsFilled_FromSeveralReceives_AndNotWaitedFor()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        queue.Give("m1");
        queue.Give("m2", "m3");
        queue.Give("m4");
        await using var mapping = await StartAsync(function, batchSize: 4, pollers: 1);

        await Until.TrueAsync(() => queue.Deleted.Count == 4, "all were deleted");

        Assert.Equal([["m1", "m2", "m3", "m4"]], function.Events.Select(Ids));
        Assert.Equal([4, 3, 1], queue.Requests.Take(3).Select(request => request.MaxNumberOfMessages!.Value));
        Assert.Equal([1, 0, 0], queue.Requests.Take(3).Select(request => request.WaitTimeSeconds!.Value));
    }

    [Fact]
    public async Task Batches_RunAtTheSameTime_UpToMaximumConcurrency()
    {
        var running = 0;
        var release = new TaskCompletionSource();
        var function = new ScriptedInvoker(async _ =>
        {
            Interlocked.Increment(ref running);
            await release.Task;
            return ScriptedInvoker.Done;
        });
        await using var mapping = await StartAsync(function, pollers: 2);

        await Until.TrueAsync(() => queue.Polling == 2, "both poll");
        queue.Give("m1");
        await Until.TrueAsync(() => running == 1, "one runs");
        queue.Give("m2");
        await Until.TrueAsync(() => running == 2, "both run");
        queue.Give("m3");

        Assert.Equal(0, queue.Polling); // nobody is left to take the third
        release.SetResult();
        await Until.TrueAsync(() => queue.Deleted.Count == 3, "all were deleted");
    }

    [Fact]
    public async Task Throttled_IsTriedAgain_EverMoreSlowly()
    {
        var answers = new ConcurrentQueue<FunctionAnswer>([ScriptedInvoker.Throttled, ScriptedInvoker.Throttled, ScriptedInvoker.Done]);
        var function = new ScriptedInvoker(_ => Task.FromResult(answers.TryDequeue(out var answer) ? answer : throw new InvalidOperationException("Once too often.")));
        await using var mapping = await StartAsync(function);

        queue.Give("m1");
        await Until.TrueAsync(() => notices.Count == 1, "it was throttled");
        Assert.Single(function.Events);
        await clock.PassWaitsAsync(() => queue.Deleted.Count == 1);

        Assert.Equal(3, function.Events.Count);
        Assert.Equal(["100", "200"], notices.Select(notice => notice.Text.Split("waits ")[1].Split(' ')[0]));
    }

    [Fact]
    public async Task Throttled_IsGivenBack_BeforeItsVisibilityEnds()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Throttled));
        await using var mapping = await StartAsync(function);
        var start = clock.GetUtcNow();

        queue.Give("m1");
        await clock.PassWaitsAsync(() => !queue.GivenBack.IsEmpty);

        Assert.Equal(["receipt-m1"], queue.GivenBack);
        Assert.InRange(clock.GetUtcNow() - start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        Assert.Empty(queue.Deleted);
    }

    [Fact]
    public async Task Stop_WaitsForTheBatchInFlight_AndGivesBackWhatComesAfter()
    {
        var release = new TaskCompletionSource();
        var function = new ScriptedInvoker(async _ =>
        {
            await release.Task;
            return ScriptedInvoker.Done;
        });
        await using var mapping = await StartAsync(function, pollers: 2);
        await Until.TrueAsync(() => queue.Polling == 2, "both poll");
        queue.Give("m1");
        await Until.TrueAsync(() => function.Events.Count == 1, "one is in flight");

        var stopping = mapping.StopAsync(TimeSpan.FromMinutes(1));
        queue.Give("m2"); // what the other's poll still takes
        await Until.TrueAsync(() => !queue.GivenBack.IsEmpty, "it was given back");
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;

        Assert.Equal(["receipt-m1"], queue.Deleted);
        Assert.Equal(["receipt-m2"], queue.GivenBack);
        Assert.Single(function.Events);
    }

    [Fact]
    public async Task Queue_ThatDoesNotAnswer_IsReportedAndTriedAgain()
    {
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        queue.Fail(new HttpRequestException("Connection refused"));
        queue.Fail(new TimeoutException());
        queue.Give("m1");
        await using var mapping = await StartAsync(function, pollers: 1);

        await clock.PassWaitsAsync(() => queue.Deleted.Count == 1);

        Assert.Equal(2, notices.Count(notice => notice.Kind == MappingNoticeKind.SourceUnreachable));
    }

    private static IEnumerable<string> Ids(JsonArray records) => records.Select(record => (string)record!["messageId"]!);

    private async Task<QueueMapping> StartAsync(ScriptedInvoker function, int batchSize = 10, int? pollers = null)
    {
        var mapping = new QueueMapping(
            new QueueMappingSpec("mapping", ScriptedQueue.Arn, SampleFunctions.Arn, batchSize, ReportsItemFailures: true, pollers),
            queue.Client,
            new MappingContext("us-east-1", function, clock, notices.Enqueue));
        await mapping.StartAsync(CancellationToken.None);
        return mapping;
    }
}
