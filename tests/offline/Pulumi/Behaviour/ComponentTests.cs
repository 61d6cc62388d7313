using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>What a component registers as its outputs.</summary>
public sealed class ComponentTests
{
    [Fact]
    public async Task RegisterOutputs_SendsEveryMarkedProperty_UnderItsOwnOrTheAttributesName()
    {
        var outputs = await OutputsAsync(() => _ = new Region("r"));

        Assert.Equal(["Url", "remark"], outputs!.Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("r-queue-id", await outputs.Outputs["Url"].ValueAsync());
        Assert.Equal("seen", await outputs.Outputs["remark"].ValueAsync());
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$appointments:aws:Region::r", outputs.Urn);
    }

    [Fact]
    public async Task ANullOutput_IsLeftOut() =>
        Assert.Equal(["Url"], (await OutputsAsync(() => _ = new Region("r", note: null)))!.Outputs.Keys);

    [Fact]
    public async Task WithoutRegisterOutputs_NothingIsSent() =>
        Assert.Null(await OutputsAsync(() => _ = new Region("r", register: false)));

    private static async Task<MockRegisterResourceOutputsRequest?> OutputsAsync(Action program)
    {
        var mocks = new RecordingMocks();
        await Run.AppliedAsync(mocks, program);
        return mocks.Outputs.SingleOrDefault(outputs => outputs.Urn.EndsWith("Region::r", StringComparison.Ordinal));
    }
}
