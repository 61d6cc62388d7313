using Pulumi;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>What a run waits for before it ends.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task Applies_AreWaitedFor()
    {
        var seen = "";

        await Run.AppliedAsync(new RecordingMocks(), () => new Queue("q", new QueueArgs()).Id.Apply(async id =>
        {
            await Task.Yield();
            seen = id;
        }));

        Assert.Equal("q-id", seen);
    }

    [Fact]
    public async Task ResourcesMadeInAnAsyncApply_AreWaitedFor()
    {
        var mocks = new RecordingMocks();

        var resources = await Run.AppliedAsync(mocks, () => new Queue("outer", new QueueArgs()).Id.Apply(async id =>
        {
            await Task.Yield();
            return new Queue("inner", new QueueArgs { Policy = id });
        }));

        Assert.Equal("outer-id", mocks["inner"].Inputs["policy"]);
        Assert.Equal(2, resources.Length);
    }

    [Fact]
    public async Task AnAsyncProgram_IsWaitedFor()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, Run.Applied, async () =>
        {
            await Task.Yield();
            _ = new Queue("q", new QueueArgs());
        });

        Assert.Equal("q", mocks["q"].Name);
    }

    [Fact]
    public async Task RegisterOutputs_IsWaitedFor()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () => _ = new Region("r"));

        Assert.Contains(mocks.Outputs, outputs => outputs.Urn.EndsWith("::r", StringComparison.Ordinal));
    }
}
