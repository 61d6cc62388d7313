using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>Which provider makes a resource.</summary>
public sealed class ProviderTests
{
    private const string Reference = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:aws::p::p-id";

    [Fact]
    public async Task AnExplicitProvider_IsSentAsUrnAndId()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () => _ = new Queue("q", new QueueArgs(), new CustomResourceOptions { Provider = new Provider("p") }));

        Assert.Equal(Reference, mocks["q"].Provider);
        Assert.Equal("", mocks["p"].Provider);
    }

    [Fact]
    public async Task AProviderWithoutId_IsSentWithTheUnknownMark()
    {
        var mocks = new RecordingMocks { Answer = args => Task.FromResult<(string?, object)>((null, args.Inputs)) };

        await Run.AppliedAsync(mocks, () => _ = new Queue("q", new QueueArgs(), new CustomResourceOptions { Provider = new Provider("p") }));

        Assert.EndsWith("::p::04da6b54-80e4-46f7-96ec-b56ff0331ba9", mocks["q"].Provider);
    }

    [Fact]
    public async Task ProviderAndProviders_OfAComponent_PassOnThroughParent()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () =>
        {
            var provider = new Provider("p");
            _ = new Region("single", new ComponentResourceOptions { Provider = provider });
            var outer = new Region("listed", new ComponentResourceOptions { Providers = { provider } });
            _ = new Region("nested", new ComponentResourceOptions { Parent = outer });
        });

        Assert.All(["single-queue", "listed-queue", "nested-queue"], name => Assert.Equal(Reference, mocks[name].Provider));
        Assert.All(["single", "listed", "nested"], name => Assert.Equal("", mocks[name].Provider)); // a component has no provider itself
    }

    [Fact]
    public async Task AnExplicitProviderOfACustomResource_PassesOnToItsChildren()
    {
        var mocks = new RecordingMocks();

        await Run.AppliedAsync(mocks, () =>
        {
            var parent = new Queue("parent", new QueueArgs(), new CustomResourceOptions { Provider = new Provider("p") });
            var child = new Queue("child", new QueueArgs(), new CustomResourceOptions { Parent = parent });
            _ = new Queue("grandchild", new QueueArgs(), new CustomResourceOptions { Parent = child });
        });

        Assert.Equal(Reference, mocks["child"].Provider);
        Assert.Equal(Reference, mocks["grandchild"].Provider);
    }
}
