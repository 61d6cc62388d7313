using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>What a program reads of the state that a mock answers with.</summary>
public sealed class OutputTests
{
    public static TheoryData<object> States =>
    [
        new Dictionary<string, object> { ["arn"] = "a" },
        ImmutableDictionary<string, object>.Empty.Add("arn", "a").Add("extra", 1),
        new Dictionary<string, string> { ["arn"] = "a" },
    ];

    [Theory]
    [MemberData(nameof(States))]
    public async Task State_MayBeAnyDictionary(object state)
    {
        var queue = await QueueAsync(Run.WithState(state));

        Assert.Equal("a", await queue.Arn.ValueAsync());
    }

    [Fact]
    public async Task NestedState_IsReadThroughTheOutputConstructor()
    {
        var queue = await QueueAsync(Run.WithState(new Dictionary<string, object>
        {
            ["redrives"] = new[] { new Dictionary<string, object> { ["deadLetterArn"] = "d", ["maxReceiveCount"] = 2 } },
            ["tags"] = new Dictionary<string, object> { ["k"] = "v" },
        }));

        var redrive = Assert.Single(await queue.Redrives.ValueAsync());
        Assert.Equal(("d", 2), (redrive.DeadLetterArn, redrive.MaxReceiveCount));
        Assert.Equal("v", (await queue.Tags.ValueAsync())!["k"]);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5.0, 5)]
    [InlineData("5", null)] // a warning, no error
    public async Task AnInteger_MayBeAnyNumber_NotText(object given, int? read)
    {
        var queue = await QueueAsync(Run.WithState(new Dictionary<string, object> { ["delaySeconds"] = given }));

        Assert.Equal(read, await queue.DelaySeconds.ValueAsync());
    }

    [Fact]
    public async Task AnOutputThatTheStateLacks_IsUnknownInPreview()
    {
        var applied = false;
        var mocks = Run.WithState(new Dictionary<string, object>());
        Queue queue = null!;

        await Run.PreviewAsync(mocks, () =>
        {
            queue = new Queue("q", new QueueArgs());
            queue.Arn.Apply(arn => applied = true);
            _ = new Queue("dependent", new QueueArgs { Policy = queue.Arn, FifoQueue = true });
        });

        Assert.False(await OutputUtilities.GetIsKnownAsync(queue.Arn));
        Assert.False(applied);
        Assert.Equal(["fifoQueue"], mocks["dependent"].Inputs.Keys);
    }

    [Fact]
    public async Task AnOutputThatTheStateLacks_IsADefaultWhenApplied()
    {
        var queue = await QueueAsync(Run.WithState(new Dictionary<string, object>()));

        Assert.True(await OutputUtilities.GetIsKnownAsync(queue.Arn));
        Assert.Null(await queue.Arn.ValueAsync());
        Assert.Null(await queue.Tags.ValueAsync());
        Assert.True((await queue.Redrives.ValueAsync()).IsDefault);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task ANullOrEmptyId_IsUnknown_AlsoWhenApplied(string? id)
    {
        var queue = await QueueAsync(new RecordingMocks { Answer = args => Task.FromResult<(string?, object)>((id, args.Inputs)) });

        Assert.False(await OutputUtilities.GetIsKnownAsync(queue.Id));
    }

    [Fact]
    public async Task OutputsAreNotSecret_EvenIfDeclaredSo_ButWhatDerivesFromASecretIs()
    {
        Queue queue = null!;
        Output<string> derived = null!;

        await Run.AppliedAsync(new RecordingMocks(), () =>
        {
            queue = new Queue("q", new QueueArgs { Policy = Output.CreateSecret("s") }, new CustomResourceOptions { AdditionalSecretOutputs = { "arn" } });
            derived = Output.Format($"{Output.CreateSecret("s")}-{queue.Id}");
        });

        Assert.False(await Output.IsSecretAsync(queue.Arn));
        Assert.True(await Output.IsSecretAsync(derived));
        Assert.Equal("s-q-id", await derived.ValueAsync());
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(derived)));
    }

    [Fact]
    public async Task ASecretInTheState_StaysSecret()
    {
        var queue = await QueueAsync(Run.WithState(new Dictionary<string, object>
        {
            ["arn"] = Output.CreateSecret("a"),
            ["tags"] = new Dictionary<string, object> { ["k"] = Output.CreateSecret("v") },
            ["delaySeconds"] = 1,
        }));

        Assert.True(await Output.IsSecretAsync(queue.Arn));
        Assert.True(await Output.IsSecretAsync(queue.Tags)); // as soon as one value in it is
        Assert.False(await Output.IsSecretAsync(queue.DelaySeconds));
        Assert.Equal("a", await queue.Arn.ValueAsync());
    }

    [Fact]
    public async Task Dependencies_AreTheResourcesThatAnOutputCameFrom_AlsoAfterTheRun()
    {
        Queue first = null!, second = null!;
        Output<ImmutableArray<string>> both = null!;

        await Run.AppliedAsync(new RecordingMocks(), () =>
        {
            (first, second) = (new Queue("a", new QueueArgs()), new Queue("b", new QueueArgs()));
            both = Output.All(first.Id, second.Id.Apply(id => id));
        });

        Assert.Equal(ImmutableHashSet.Create<Resource>(first, second), await OutputUtilities.GetDependenciesAsync(both));
    }

    [Fact]
    public async Task AfterTheRun_OutputsCanBeReadAndApplied_NothingElseCan()
    {
        var queue = await QueueAsync(new RecordingMocks());

        Assert.Equal("q-id!", await queue.Id.Apply(id => id + "!").ValueAsync());
        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
        Assert.Throws<InvalidOperationException>(() => new Config());
        Assert.Throws<InvalidOperationException>(() => Log.Info("late"));
        Assert.Throws<InvalidOperationException>(() => new Queue("late", new QueueArgs()));
        Assert.Throws<InvalidOperationException>(queue.Id.ToString);
    }

    private static async Task<Queue> QueueAsync(RecordingMocks mocks)
    {
        var resources = await Run.AppliedAsync(mocks, () => _ = new Queue("q", new QueueArgs()));
        return Assert.IsType<Queue>(Assert.Single(resources));
    }
}
