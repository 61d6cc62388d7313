using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>Functions of a provider.</summary>
public sealed class InvokeTests
{
    private const string Token = "aws:index/getRegion:getRegion";

    [Fact]
    public async Task Invoke_ReachesTheMocks_AndReadsTheResult()
    {
        var mocks = Answering();
        Output<RegionResult> result = null!;

        await Run.AppliedAsync(mocks, () => result = Deployment.Instance.Invoke<RegionResult>(Token, new Args { Name = "n" }));

        var call = Assert.Single(mocks.Calls);
        Assert.Equal((Token, "", "n"), (call.Token, call.Provider, call.Args["name"]));
        Assert.Equal("us-east-1", (await result.ValueAsync()).Region);
    }

    [Fact]
    public async Task InvokeAsync_GivesThePlainResult()
    {
        var region = "";

        await Deployment.TestAsync(Answering(), Run.Applied, async () =>
            region = (await Deployment.Instance.InvokeAsync<RegionResult>(Token, InvokeArgs.Empty)).Region);

        Assert.Equal("us-east-1", region);
    }

    [Fact]
    public async Task Invoke_UsesTheProviderOfItsOptionsOrItsParent()
    {
        var mocks = Answering();

        await Run.AppliedAsync(mocks, () =>
        {
            var provider = new Provider("p");
            var region = new Region("r", new ComponentResourceOptions { Provider = provider });
            Deployment.Instance.Invoke<RegionResult>(Token, InvokeArgs.Empty, new InvokeOptions { Provider = provider });
            Deployment.Instance.Invoke<RegionResult>(Token, InvokeArgs.Empty, new InvokeOptions { Parent = region });
        });

        Assert.Equal(2, mocks.Calls.Count);
        Assert.All(mocks.Calls, call => Assert.EndsWith("aws::p::p-id", call.Provider));
    }

    [Fact]
    public async Task Invoke_WithAnUnknownArgument_IsUnknown_AndCallsNothing()
    {
        var mocks = Answering();
        Output<RegionResult> result = null!;

        await Run.PreviewAsync(mocks, () =>
            result = Deployment.Instance.Invoke<RegionResult>(Token, new Args { Name = OutputUtilities.CreateUnknown("n") }));

        Assert.Empty(mocks.Calls);
        Assert.False(await OutputUtilities.GetIsKnownAsync(result));
    }

    [Fact]
    public async Task Invoke_WaitsForWhatItDependsOn()
    {
        var mocks = Answering();
        Output<RegionResult> result = null!;
        Queue queue = null!;

        await Run.AppliedAsync(mocks, () =>
        {
            queue = new Queue("q", new QueueArgs());
            result = Deployment.Instance.Invoke<RegionResult>(Token, InvokeArgs.Empty, new InvokeOutputOptions { DependsOn = { queue } });
        });

        Assert.Contains(queue, await OutputUtilities.GetDependenciesAsync(result));
    }

    [Fact]
    public async Task AFailingInvoke_FailsTheRun()
    {
        var mocks = new RecordingMocks { AnswerCall = _ => throw new InvalidOperationException("no such function") };

        var failure = await Run.FailureAsync(() => Deployment.Instance.Invoke<RegionResult>(Token, InvokeArgs.Empty), mocks);

        Assert.Contains("no such function", failure.Message);
    }

    private static RecordingMocks Answering() => new() { AnswerCall = _ => new Dictionary<string, object> { ["region"] = "us-east-1" } };

    private sealed class Args : InvokeArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }
    }

    [OutputType]
    private sealed class RegionResult
    {
        public readonly string Region;

        [OutputConstructor]
        private RegionResult(string region) => Region = region;
    }
}
