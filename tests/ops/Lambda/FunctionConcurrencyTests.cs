using Appointments.Local.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.LocalLambda;

public sealed class FunctionConcurrencyTests
{
    [Fact]
    public async Task Events_AtTheSameTime_EachHaveAProcess()
    {
        using var meeting = new Meeting();
        await using var sample = new SampleFunctions();

        var running = Enumerable.Range(0, 2).Select(_ => sample.AnswerAsync(meeting.Event)).ToList();
        await meeting.UntilPresentAsync(2);
        await meeting.LetOneGoAsync();
        await meeting.LetOneGoAsync();
        var answers = await Task.WhenAll(running);

        Assert.Equal(2, answers.Select(answer => (int)answer["pid"]!).Distinct().Count());
        Assert.All(answers, answer => Assert.Equal(1, (int)answer["served"]!));
    }

    [Fact]
    public async Task Event_AboveTheMachinesCap_WaitsForAProcess()
    {
        using var meeting = new Meeting();
        await using var sample = new SampleFunctions { Processes = 1 };
        var first = sample.AnswerAsync(meeting.Event);
        var second = sample.AnswerAsync(meeting.Event);

        await meeting.UntilPresentAsync(1);
        Assert.Single(sample.Lambda.ProcessIds(SampleFunctions.Arn));
        Assert.False(meeting.AnotherWaits);
        await meeting.LetOneGoAsync();
        await meeting.UntilPresentAsync(1);
        await meeting.LetOneGoAsync();
        var answers = await Task.WhenAll(first, second);

        Assert.Equal([1, 2], answers.Select(answer => (int)answer["served"]!).Order());
    }

    /// <summary>A dozen processes that start together are all killed by their timeouts; what waits takes one that is warm.</summary>
    [Fact]
    public async Task Event_ThatFindsEveryCoreStartingAProcess_TakesTheFirstThatIsFree()
    {
        var cores = Environment.ProcessorCount;
        using var meeting = new Meeting();
        await using var sample = new SampleFunctions { Processes = cores + 1, ColdFor = TimeSpan.FromMinutes(10) };

        var running = Enumerable.Range(0, cores + 1).Select(_ => sample.AnswerAsync(meeting.Event)).ToList();
        await meeting.UntilPresentAsync(cores);
        await meeting.LetOneGoAsync();
        await meeting.UntilPresentAsync(cores);
        for (var left = cores; left > 0; left--)
        {
            await meeting.LetOneGoAsync();
        }

        var answers = await Task.WhenAll(running);

        Assert.Equal(cores, answers.Select(answer => (int)answer["pid"]!).Distinct().Count());
        Assert.Equal(2, answers.Max(answer => (int)answer["served"]!));
    }

    [Fact]
    public async Task Event_AboveTheMachinesCap_IsThrottledAfterTheLongestWait()
    {
        using var meeting = new Meeting();
        var clock = new FakeTimeProvider();
        await using var sample = new SampleFunctions { Processes = 1, Clock = clock, Timeout = TimeSpan.FromDays(1) }; // the first must outlast the second's wait, which may begin when this clock has long run
        var first = sample.AnswerAsync(meeting.Event);
        await meeting.UntilPresentAsync(1);
        var second = sample.InvokeAsync(meeting.Event);

        await Until.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1)); // its wait starts on a thread of the pool
                return second.IsCompleted;
            },
            "it was throttled");
        var failure = await second;
        await meeting.LetOneGoAsync();
        await first;

        Assert.Equal(LambdaErrors.Throttled, failure.ErrorType);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Event_AboveWhatIsReserved_IsThrottledAtOnce(int reserved)
    {
        using var meeting = new Meeting();
        await using var sample = new SampleFunctions { Reserved = reserved };
        var running = Enumerable.Range(0, reserved).Select(_ => sample.AnswerAsync(meeting.Event)).ToList();
        await meeting.UntilPresentAsync(reserved);

        var failure = await sample.InvokeAsync(new { });

        Assert.Equal((LambdaErrors.Throttled, "Rate Exceeded."), (failure.ErrorType, failure.ErrorMessage));
        for (var i = 0; i < reserved; i++)
        {
            await meeting.LetOneGoAsync();
        }

        await Task.WhenAll(running);
    }

    [Fact]
    public async Task Caller_ThatGivesUp_LeavesTheFunctionRunning()
    {
        using var meeting = new Meeting();
        using var caller = new CancellationTokenSource();
        await using var sample = new SampleFunctions { Processes = 1 };
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(meeting.Event);
        var given = sample.Lambda.InvokeAsync(SampleFunctions.Arn, json, caller.Token);
        await meeting.UntilPresentAsync(1);

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        var next = sample.AnswerAsync(new { });
        Assert.False(next.IsCompleted);
        await meeting.LetOneGoAsync();

        Assert.Equal(2, (int)(await next)["served"]!);
    }

    [Fact]
    public async Task Process_IsEnded_AfterAMinuteWithoutAnEvent()
    {
        var clock = new FakeTimeProvider();
        await using var sample = new SampleFunctions { Clock = clock };
        var processId = (int)(await sample.AnswerAsync(new { }))["pid"]!;

        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(2, (int)(await sample.AnswerAsync(new { }))["served"]!);
        clock.Advance(TimeSpan.FromSeconds(59)); // the reaper looks every quarter of the time
        Assert.Equal(3, (int)(await sample.AnswerAsync(new { }))["served"]!);
        clock.Advance(TimeSpan.FromSeconds(75));
        await Until.GoneAsync(processId);
        var next = await sample.AnswerAsync(new { });

        Assert.Equal(1, (int)next["served"]!);
        Assert.NotEqual(processId, (int)next["pid"]!);
    }
}
