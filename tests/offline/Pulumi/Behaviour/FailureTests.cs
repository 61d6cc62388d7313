using Pulumi;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>How a program that fails is reported.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task AnException_IsReportedWithItsText()
    {
        var failure = await Run.FailureAsync(() => throw new InvalidOperationException("wrong"));

        Assert.StartsWith("Running program '", failure.Message);
        Assert.Contains("' failed with an unhandled exception:\n", failure.Message);
        Assert.Contains("System.InvalidOperationException: wrong", failure.Message);
    }

    [Fact]
    public async Task ARunException_KeepsItsMessage() =>
        Assert.Equal("mine", (await Run.FailureAsync(() => throw new RunException("mine"))).Message);

    [Fact]
    public async Task AResourceException_KeepsItsMessage() =>
        Assert.Equal("mine", (await Run.FailureAsync(() => throw new ResourceException("mine", null, hideStack: true))).Message);

    [Fact]
    public async Task ALoggedError_FailsTheRun() =>
        Assert.Equal("logged", (await Run.FailureAsync(() => Log.Error("logged"))).Message);

    [Fact]
    public async Task AFailingApply_FailsTheRun()
    {
        var failure = await Run.FailureAsync(() => Output.Create(1).Apply(int (_) => throw new InvalidOperationException("in apply")));

        Assert.Contains("in apply", failure.Message);
    }

    [Fact]
    public async Task AFailingMock_IsOneError_HoweverManyOutputsShareIt()
    {
        var mocks = new RecordingMocks
        {
            Answer = args => args.Name == "q" ? throw new InvalidOperationException("no queue") : Task.FromResult<(string?, object)>(("id", args.Inputs)),
        };

        var failure = await Run.FailureAsync(
            () => _ = new Queue("dependent", new QueueArgs { Policy = new Queue("q", new QueueArgs()).Arn }), mocks);

        Assert.Contains("no queue", failure.Message);
        Assert.DoesNotContain(mocks.Resources, resource => resource.Name == "dependent");
    }

    [Fact]
    public async Task SeveralErrors_AreReportedTogether()
    {
        var failure = await Assert.ThrowsAsync<AggregateException>(() => Run.AppliedAsync(new RecordingMocks(), () =>
        {
            Log.Error("one");
            Log.Error("two");
        }));

        Assert.Equal(["one", "two"], failure.InnerExceptions.Select(error => Assert.IsType<RunException>(error).Message));
    }

    [Fact]
    public async Task StateThatIsNoDictionary_FailsTheRun()
    {
        Assert.Contains("is not a supported argument type", (await Run.FailureAsync(Declare, Run.WithState(new { Arn = "a" }))).Message);
        await Run.FailureAsync(Declare, Run.WithState(null!));
    }

    [Fact]
    public async Task ARunInsideARun_Fails() =>
        Assert.Contains("Deployment.Instance should only be set once", (await Assert.ThrowsAsync<RunException>(() =>
            Deployment.TestAsync(new RecordingMocks(), Run.Applied, (Func<Task>)(() => Run.AppliedAsync(new RecordingMocks(), Declare))))).Message);

    private static void Declare() => _ = new Queue("q", new QueueArgs());
}
