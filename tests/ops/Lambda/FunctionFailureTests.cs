using System.Collections.Immutable;
using Appointments.Local.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.LocalLambda;

public sealed class FunctionFailureTests
{
    [Fact]
    public async Task Thrown_IsTheFunctionsError_AndItsProcessLivesOn()
    {
        await using var sample = new SampleFunctions();

        var failure = await sample.InvokeAsync(new { @do = "throw", message = "No." });
        var next = await sample.AnswerAsync(new { });

        Assert.Equal(("Sample.Thrown", "No."), (failure.ErrorType, failure.ErrorMessage));
        Assert.True(failure.Payload.IsEmpty);
        Assert.Equal(2, (int)next["served"]!);
    }

    [Fact]
    public async Task Thrown_IsStillAFailure_WhenItsErrorIsNotJson()
    {
        await using var sample = new SampleFunctions();

        var failure = await sample.InvokeAsync(new { @do = "throw-nonsense" });

        Assert.Equal(LambdaErrors.Unknown, failure.ErrorType);
        Assert.Contains("not JSON", failure.ErrorMessage);
    }

    [Fact]
    public async Task Timeout_KillsTheProcess_AndTheNextEventGetsANewOne()
    {
        var clock = new FakeTimeProvider();
        await using var sample = new SampleFunctions { Clock = clock, Timeout = TimeSpan.FromSeconds(3) };
        var processId = (int)(await sample.AnswerAsync(new { }))["pid"]!;
        var hanging = sample.InvokeAsync(new { @do = "hang" });
        await Until.TrueAsync(() => sample.Lambda.LastLines(SampleFunctions.Arn).Any(line => line.Text == "hanging"), "it hung");

        clock.Advance(TimeSpan.FromSeconds(2.99));
        Assert.False(hanging.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.01));
        var failure = await hanging;
        var next = await sample.AnswerAsync(new { });

        Assert.Equal(LambdaErrors.TimedOut, failure.ErrorType);
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Task timed out after 3.00 seconds$", failure.ErrorMessage);
        Assert.False(Until.Lives(processId));
        Assert.Equal(1, (int)next["served"]!);
    }

    [Theory]
    [InlineData(7, "exit status 7")]
    [InlineData(0, "Runtime exited without providing a reason")]
    public async Task Exit_InMidEvent_IsAnExitErrorWithItsLastLines_AndTheNextEventWorks(int code, string said)
    {
        await using var sample = new SampleFunctions();

        var failure = await sample.InvokeAsync(new { @do = "exit", code });
        var next = await sample.AnswerAsync(new { });

        Assert.Equal(LambdaErrors.Exited, failure.ErrorType);
        Assert.Contains(said, failure.ErrorMessage);
        Assert.EndsWith("\nlast words", failure.ErrorMessage);
        Assert.Equal(1, (int)next["served"]!);
    }

    [Fact]
    public async Task Exit_AfterTheAnswer_CostsNoEvent()
    {
        await using var sample = new SampleFunctions();

        var first = await sample.AnswerAsync(new { @do = "exit-after-answer" });
        var second = await sample.AnswerAsync(new { @do = "exit-after-answer" }); // whether its exit was seen by now or not

        Assert.NotEqual((int)first["pid"]!, (int)second["pid"]!);
    }

    [Fact]
    public async Task InitError_IsTheEventsFailure_AndTheNextEventStartsAnew()
    {
        var flag = Path.Combine(Path.GetTempPath(), $"sample-{Guid.NewGuid():N}");
        await using var sample = new SampleFunctions { Environment = ImmutableDictionary<string, string>.Empty.Add("INIT", $"error-unless:{flag}") };

        var failure = await sample.InvokeAsync(new { });
        await File.WriteAllTextAsync(flag, "");
        var next = await sample.InvokeAsync(new { });
        File.Delete(flag);

        Assert.Equal(("Sample.InitFailed", "The file is not there."), (failure.ErrorType, failure.ErrorMessage));
        Assert.False(next.Failed, next.ErrorMessage);
    }

    [Fact]
    public async Task Init_ThatExits_IsAnExitErrorWithItsLastLines()
    {
        await using var sample = new SampleFunctions { Environment = ImmutableDictionary<string, string>.Empty.Add("INIT", "exit") };

        var failure = await sample.InvokeAsync(new { });

        Assert.Equal(LambdaErrors.Exited, failure.ErrorType);
        Assert.EndsWith("Runtime exited with error: exit status 3\ninit: last words", failure.ErrorMessage);
        Assert.Empty(sample.Lambda.ProcessIds(SampleFunctions.Arn));
    }

    [Fact]
    public async Task Init_IsGivenUp_AfterTenSecondsAndTheFunctionsTimeout()
    {
        var clock = new FakeTimeProvider();
        await using var sample = new SampleFunctions { Clock = clock, Timeout = TimeSpan.FromSeconds(5), Environment = ImmutableDictionary<string, string>.Empty.Add("INIT", "hang") };
        var hanging = sample.InvokeAsync(new { });
        await Until.TrueAsync(() => sample.Lambda.ProcessIds(SampleFunctions.Arn).Count == 1, "it started");

        await Until.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1)); // its timer starts when its process has
                return hanging.IsCompleted;
            },
            "it was given up");

        Assert.Equal(LambdaErrors.TimedOut, (await hanging).ErrorType);
        Assert.Contains("after 15.00 seconds", (await hanging).ErrorMessage);
        Assert.Empty(sample.Lambda.ProcessIds(SampleFunctions.Arn));
    }

    [Fact]
    public async Task Bootstrap_ThatIsMissing_IsNamed()
    {
        await using var sample = new SampleFunctions { Executables = Path.GetTempPath() };

        var failure = await sample.InvokeAsync(new { });

        Assert.Equal(LambdaErrors.NoBootstrap, failure.ErrorType);
        Assert.Contains(Path.Combine(Path.GetTempPath(), "bootstrap"), failure.ErrorMessage);
    }

    [Theory]
    [InlineData(LambdaErrors.LongestAnswer, false)]
    [InlineData(LambdaErrors.LongestAnswer + 1, true)]
    public async Task Answer_OverLambdasLimit_IsAFailure(int bytes, bool fails)
    {
        await using var sample = new SampleFunctions();

        var answer = await sample.InvokeAsync(new { @do = "big", bytes });

        Assert.Equal(fails ? LambdaErrors.AnswerTooLarge : null, answer.ErrorType);
        Assert.Equal(fails ? 0 : bytes, answer.Payload.Length);
    }

    [Fact]
    public async Task Function_ThatIsUnknown_IsResourceNotFound()
    {
        await using var sample = new SampleFunctions();

        var failure = await sample.Lambda.InvokeAsync("arn:aws:lambda:us-east-1:123456789012:function:other", "{}"u8.ToArray(), CancellationToken.None);

        Assert.Equal((LambdaErrors.NotFound, "Function not found: arn:aws:lambda:us-east-1:123456789012:function:other"), (failure.ErrorType, failure.ErrorMessage));
    }
}
