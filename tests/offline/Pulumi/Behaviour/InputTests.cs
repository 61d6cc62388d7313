using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>What a mock sees of a resource's inputs.</summary>
public sealed class InputTests
{
    [Fact]
    public async Task Inputs_AreSentByWireName_TheUnsetAbsent()
    {
        var inputs = await InputsAsync(new QueueArgs { FifoQueue = true });

        Assert.Equal(["fifoQueue"], inputs.Keys);
        Assert.Equal(true, inputs["fifoQueue"]);
    }

    [Fact]
    public async Task Numbers_AreSentAsDouble()
    {
        var inputs = await InputsAsync(new QueueArgs { VisibilityTimeoutSeconds = 30 });

        Assert.Equal(30.0, Assert.IsType<double>(inputs["visibilityTimeoutSeconds"]));
    }

    [Fact]
    public async Task NestedArgs_AreSentAsDictionaries_InAnArrayOfObjects()
    {
        var inputs = await InputsAsync(new QueueArgs { Redrives = [new RedriveArgs { DeadLetterArn = "arn", MaxReceiveCount = 3 }] });

        var redrives = Assert.IsType<ImmutableArray<object>>(inputs["redrives"]);
        var redrive = Assert.IsAssignableFrom<ImmutableDictionary<string, object>>(Assert.Single(redrives));
        Assert.Equal("arn", redrive["deadLetterArn"]);
        Assert.Equal(3.0, redrive["maxReceiveCount"]);
    }

    [Fact]
    public async Task Archives_AreSentAsTheyAre()
    {
        var inputs = await InputsAsync(new QueueArgs { Code = new FileArchive("artifacts") });

        Assert.IsType<FileArchive>(inputs["code"]);
    }

    [Fact]
    public async Task Unions_AreSentAsTheirBareValue()
    {
        Assert.Equal("fast", (await InputsAsync(new QueueArgs { Mode = "fast" }))["mode"]);
        Assert.Equal(7.0, (await InputsAsync(new QueueArgs { Mode = 7 }))["mode"]);
    }

    [Fact]
    public async Task Secrets_AreSentAsPlainText()
    {
        var inputs = await InputsAsync(new QueueArgs { Policy = Output.CreateSecret("p"), Tags = { { "key", Output.CreateSecret("t") } } });

        Assert.Equal("p", inputs["policy"]);
        Assert.Equal("t", Assert.IsAssignableFrom<ImmutableDictionary<string, object>>(inputs["tags"])["key"]);
    }

    [Fact]
    public async Task AnUnknownInside_DropsTheWholeTopLevelInput()
    {
        var mocks = new RecordingMocks();

        await Run.PreviewAsync(mocks, () => _ = new Queue("q", new QueueArgs
        {
            FifoQueue = true,
            Tags = { { "known", "a" }, { "unknown", OutputUtilities.CreateUnknown("b") } },
            Redrives = [new RedriveArgs { DeadLetterArn = OutputUtilities.CreateUnknown("c"), MaxReceiveCount = 1 }],
        }));

        Assert.Equal(["fifoQueue"], mocks["q"].Inputs.Keys);
    }

    [Fact]
    public async Task ReadingAnUnsetListOrMap_SendsItEmpty()
    {
        var args = new QueueArgs();
        _ = (args.Tags, args.Redrives);

        var inputs = await InputsAsync(args);

        Assert.Empty(Assert.IsAssignableFrom<ImmutableDictionary<string, object>>(inputs["tags"]));
        Assert.Empty(Assert.IsType<ImmutableArray<object>>(inputs["redrives"]));
    }

    [Fact]
    public async Task AnEmptyInitializer_SendsNothing() => Assert.Empty(await InputsAsync(new QueueArgs { Tags = { } }));

    [Fact]
    public async Task ProviderInputs_AreSentAsJsonTextWithBlanks()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () => _ = new Provider("p", new ProviderArgs
        {
            Region = "us-east-1",
            DefaultTags = new DefaultTagsArgs { Tags = new Dictionary<string, string> { ["app"] = "demo" } },
            AllowedAccountIds = ["1", "2"],
            SkipRegionValidation = true,
            MaxRetries = 3,
        }));

        Assert.Equal("pulumi:providers:aws", mocks["p"].Type);
        Assert.Equal("us-east-1", mocks["p"].Inputs["region"]);
        Assert.Equal("""{ "tags": { "app": "demo" } }""", mocks["p"].Inputs["defaultTags"]);
        Assert.Equal("""[ "1", "2" ]""", mocks["p"].Inputs["allowedAccountIds"]);
        Assert.Equal("true", mocks["p"].Inputs["skipRegionValidation"]);
        Assert.Equal("3", mocks["p"].Inputs["maxRetries"]);
    }

    [Fact]
    public async Task ARequiredInput_MustBeSet()
    {
        var failure = await Run.FailureAsync(() => _ = new Queue("q", new QueueArgs { Redrives = [new RedriveArgs()] }));

        Assert.Contains(nameof(ArgumentNullException), failure.Message);
        Assert.Contains("RedriveArgs.DeadLetterArn is required but was not given a value", failure.Message);
    }

    private static async Task<ImmutableDictionary<string, object>> InputsAsync(QueueArgs args)
    {
        var mocks = new RecordingMocks();
        await Run.AppliedAsync(mocks, () => _ = new Queue("q", args));
        return mocks["q"].Inputs;
    }
}
