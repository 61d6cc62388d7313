using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.Offline;

public sealed class SmokeTests
{
    [Fact]
    public async Task Inputs_ReachTheMocks()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, (Action)(() =>
        {
            var dead = new Queue("dead", new QueueArgs { FifoQueue = true });
            _ = new Queue("q", new QueueArgs { VisibilityTimeoutSeconds = 30, Policy = dead.Id, Tags = { { "a", "b" } } });
        }));

        Assert.Equal(30.0, mocks["q"].Inputs["visibilityTimeoutSeconds"]);
        Assert.Equal("dead-id", mocks["q"].Inputs["policy"]);
    }
}
