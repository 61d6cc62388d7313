using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>A stack class, a lambda, and their outputs.</summary>
public sealed class StackTests
{
    private const string Urn = "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack";

    [Fact]
    public async Task Outputs_OfAStackClass_AreRegisteredUnderTheStack_SecretsStaySecret()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync<OneQueueStack>(mocks, Run.Applied);

        var outputs = Assert.Single(mocks.Outputs, outputs => outputs.Urn == Urn).Outputs;
        Assert.Equal(["Url", "key"], outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("q-id", await outputs["Url"].ValueAsync());
        Assert.False(await Output.IsSecretAsync(outputs["Url"]));
        Assert.True(await Output.IsSecretAsync(outputs["key"]));
    }

    [Fact]
    public async Task Result_OfAStackClass_HoldsTheStackFirst()
    {
        var resources = await Deployment.TestAsync<OneQueueStack>(new RecordingMocks(), Run.Applied);

        Assert.Equal(["project-stack", "p", "q"], resources.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task Outputs_OfALambda_ComeBack_AndAreNotRegistered()
    {
        var mocks = new RecordingMocks();

        var (resources, outputs) = await Deployment.TestAsync(mocks, Run.Applied, () => new Dictionary<string, object?>
        {
            ["url"] = new Queue("q", new QueueArgs()).Id,
        });

        Assert.Equal("q-id", await Assert.IsType<Output<string>>(outputs["url"]).ValueAsync());
        Assert.Equal("q", Assert.Single(resources).GetResourceName());
        Assert.Empty(Assert.Single(mocks.Outputs, registered => registered.Urn == Urn).Outputs);
    }

    [Fact]
    public async Task AnOutputWithoutValue_FailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<UnsetStack>(new RecordingMocks()));

        Assert.Equal("Output(s) 'Url' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.", failure.Message);
    }

    [Fact]
    public async Task AnOutputThatIsNone_FailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<PlainTextStack>(new RecordingMocks()));

        Assert.Contains("'Url' have incorrect type", failure.Message);
    }

    [Fact]
    public async Task AStack_MayComeFromAServiceProvider()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestWithServiceProviderAsync<GivenStack>(mocks, new Services(new GivenStack.Title("t")), Run.Applied);

        Assert.Equal("t", await Assert.Single(mocks.Outputs).Outputs["Text"].ValueAsync());
    }

    [Fact]
    public async Task AStackThatTheServiceProviderLacks_FailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() =>
            Deployment.TestWithServiceProviderAsync<GivenStack>(new RecordingMocks(), new Services(null)));

        Assert.Contains("Failed to resolve instance of type", failure.Message);
    }
}
