using System.Collections.Concurrent;
using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>Transformations see what mocks do not: options.</summary>
public sealed class TransformationTests
{
    [Fact]
    public async Task StackTransformations_SeeEveryResource_TheStackToo()
    {
        SeeingStack.Seen.Clear();

        await Deployment.TestAsync<SeeingStack>(new RecordingMocks(), Run.Applied);

        Assert.Equal(["project-stack", "r", "r-queue"], SeeingStack.Seen.Select(args => args.Resource.GetResourceName()).Order());
    }

    [Fact]
    public async Task Transformations_SeeTheOptionsAndTheArgs()
    {
        ResourceTransformationArgs? seen = null;
        Queue queue = null!;

        await Run.AppliedAsync(new RecordingMocks(), () =>
        {
            var other = new Queue("other", new QueueArgs());
            queue = new Queue("q", new QueueArgs { FifoQueue = true }, new CustomResourceOptions
            {
                DependsOn = { other }, Protect = true, IgnoreChanges = { "tags" }, RetainOnDelete = true,
                ResourceTransformations = { args => { seen = args; return null; } },
            });
        });

        var options = seen!.Value.Options;
        Assert.Same(queue, seen.Value.Resource);
        Assert.NotNull(Assert.IsType<QueueArgs>(seen.Value.Args).FifoQueue);
        Assert.Equal((true, true, null, null), (options.Protect, options.RetainOnDelete, options.Parent, options.Provider));
        Assert.Equal(["tags"], options.IgnoreChanges);
        Assert.Equal("other", Assert.Single(await options.DependsOn.ToOutput().ValueAsync()).GetResourceName());
    }

    [Fact]
    public async Task Transformations_AreInheritedThroughParent_AndMayChangeTheArgs()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () => _ = new Region("r", new ComponentResourceOptions
        {
            ResourceTransformations =
            {
                args => args.Args is QueueArgs ? new ResourceTransformationResult(new QueueArgs { Policy = "changed" }, args.Options) : null,
            },
        }));

        Assert.Equal("changed", mocks["r-queue"].Inputs["policy"]);
    }

    [Fact]
    public async Task ATransformation_MayNotChangeTheParent()
    {
        var failure = await Run.FailureAsync(() => _ = new Queue("q", new QueueArgs(), new CustomResourceOptions
        {
            ResourceTransformations = { args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = new Region("r") }) },
        }));

        Assert.Contains("cannot currently be used to change the 'parent'", failure.Message);
    }

    private sealed class SeeingStack : Stack
    {
        public SeeingStack()
            : base(new StackOptions { ResourceTransformations = { See } }) => _ = new Region("r");

        public static ConcurrentQueue<ResourceTransformationArgs> Seen { get; } = new();

        private static ResourceTransformationResult? See(ResourceTransformationArgs args)
        {
            Seen.Enqueue(args);
            return null;
        }
    }
}
