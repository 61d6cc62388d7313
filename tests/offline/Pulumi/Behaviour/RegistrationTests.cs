using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>Which resources reach a mock, when, and under which names.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task CustomProviderAndComponentResources_ReachTheMocks_TheStackDoesNot()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () =>
        {
            _ = new Provider("p");
            _ = new Region("r");
        });

        Assert.Equal(["appointments:aws:Region", "aws:sqs/queue:Queue", "pulumi:providers:aws"], mocks.Resources.Select(resource => resource.Type).Order());
        Assert.Equal("north", mocks["r"].Inputs["title"]);
    }

    [Fact]
    public async Task ProviderAndId_AreEmpty_WhenThereIsNone()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () => _ = new Queue("q", new QueueArgs()));

        Assert.Equal(("", ""), (mocks["q"].Provider, mocks["q"].Id));
    }

    [Fact]
    public async Task Id_IsThatOfAResourceThatIsReadOrImported()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () =>
        {
            _ = Queue.Get("read", "i-1");
            _ = new Queue("imported", new QueueArgs(), new CustomResourceOptions { ImportId = "i-2" });
        });

        Assert.Equal(("i-1", "i-2"), (mocks["read"].Id, mocks["imported"].Id));
    }

    [Fact]
    public async Task Urn_HasTheStackAsItsOnlyParentType_AtAnyDepth()
    {
        var urns = new List<string>();

        await Run.AppliedAsync(new RecordingMocks(), () =>
        {
            var region = new Region("r", new ComponentResourceOptions { Parent = new Region("outer") });
            region.Queue.Urn.Apply(urn => { urns.Add(urn); return urn; });
        });

        Assert.Equal(["urn:pulumi:stack::project::pulumi:pulumi:Stack$aws:sqs/queue:Queue::r-queue"], urns);
    }

    [Fact]
    public async Task Names_AreThoseOfTheOptions()
    {
        var seen = "";

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions { ProjectName = "p", StackName = "s", OrganizationName = "o" }, (Action)(() =>
            seen = $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName} {Deployment.Instance.IsDryRun}"));

        Assert.Equal("o/p/s True", seen);
    }

    [Fact]
    public async Task AResourceWhoseInputsAreReady_DoesNotWaitForOneWhoseInputsAreNot()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mocks = new RecordingMocks
        {
            Answer = async args =>
            {
                if (args.Name == "late-dependency")
                {
                    await arrived.Task; // until the resource that was declared last is here
                }
                else if (args.Name == "ready")
                {
                    arrived.SetResult();
                }

                return ("id", new Dictionary<string, object>());
            },
        };

        await Run.AppliedAsync(mocks, () =>
        {
            var dependency = new Queue("late-dependency", new QueueArgs());
            _ = new Queue("waiting", new QueueArgs { Policy = dependency.Id });
            _ = new Queue("ready", new QueueArgs());
        });

        Assert.Equal("waiting", mocks.Resources.Last().Name);
    }

    [Fact]
    public async Task Registrations_Overlap()
    {
        var (arrived, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var mocks = new RecordingMocks
        {
            Answer = async _ =>
            {
                if (Interlocked.Increment(ref arrived) == 10)
                {
                    all.SetResult();
                }

                await all.Task; // none is answered before all are here
                return ("id", new Dictionary<string, object>());
            },
        };

        await Run.AppliedAsync(mocks, () => _ = Enumerable.Range(0, 10).Select(i => new Queue($"q{i}", new QueueArgs())).ToArray());

        Assert.Equal(10, mocks.Resources.Count);
    }

    [Fact]
    public async Task DependsOn_WaitsForEveryResourceInAComponent()
    {
        var (unrelated, isAnswered, wasAnswered) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), false, false);
        var mocks = new RecordingMocks
        {
            Answer = async args =>
            {
                switch (args.Name)
                {
                    case "r-queue":
                        await unrelated.Task; // long enough for "last" to come first, if it did not wait
                        isAnswered = true;
                        break;
                    case "last":
                        wasAnswered = isAnswered;
                        break;
                    case "chain-20":
                        unrelated.SetResult();
                        break;
                }

                return ($"{args.Name}-id", args.Inputs);
            },
        };

        await Run.AppliedAsync(mocks, () =>
        {
            _ = new Queue("last", new QueueArgs(), new CustomResourceOptions { DependsOn = { new Region("r") } });
            _ = Enumerable.Range(1, 20).Aggregate(new Queue("chain-0", new QueueArgs()), (before, i) => new Queue($"chain-{i}", new QueueArgs { Policy = before.Id }));
        });

        Assert.Equal("last", mocks["last"].Name);
        Assert.True(wasAnswered);
    }

    [Fact]
    public async Task TheSameTypeAndNameTwice_IsNoError()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () => _ = (new Queue("q", new QueueArgs()), new Queue("q", new QueueArgs())));

        Assert.Equal(2, mocks.Resources.Count);
    }

    [Fact]
    public async Task Result_HoldsWhatWasDeclared_WithoutTheStackOfALambda()
    {
        var resources = await Run.AppliedAsync(new RecordingMocks(), () => _ = new Region("r"));

        Assert.Equal(["r", "r-queue"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal("appointments:aws:Region", resources[0].GetResourceType());
    }
}
