using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Two values at once, so that a key or secret is replaced without downtime: docs/runbook.</summary>
[Collection(nameof(Recorded))]
public sealed class RotationTests(Recorded recorded)
{
    private const string ApiKey = "aws:apigateway/apiKey:ApiKey", PlanKey = "aws:apigateway/usagePlanKey:UsagePlanKey", Second = "apiKeySecond=a-second-key-of-clinics";

    [Fact]
    public async Task ASecondApiKey_IsValidInEveryRegion_AndChangesNothingElse()
    {
        var one = await recorded.GraphAsync("prod");
        var two = await recorded.GraphAsync("prod", Second);

        var added = two.Resources.Where(resource => one.Resources.All(before => before.Urn != resource.Urn)).ToArray();
        var changed = two.Resources.Where(resource => one.Resources.SingleOrDefault(before => before.Urn == resource.Urn) is { } before && before.Inputs.ToJsonString() != resource.Inputs.ToJsonString());

        Assert.Equal(["sa-east-1-api-key-second", "sa-east-1-api-plan-key-second", "us-east-1-api-key-second", "us-east-1-api-plan-key-second"], added.Select(resource => resource.Name).Order());
        Assert.Empty(changed);
        Assert.All(two.OfType(ApiKey), key => Assert.Single(two.OfType(PlanKey), planKey => planKey.Inputs["keyId"]!.ToString() == key.Outputs["id"]!.ToString()));
        Assert.DoesNotContain("a-second-key-of-clinics", GraphJson.Write(two));
    }

    [Fact]
    public async Task AKey_StaysTheResourceOfItsSetting()
    {
        var graph = await recorded.GraphAsync("prod", Second);

        Assert.Equal(["sa-east-1-api-key", "sa-east-1-api-key-second", "us-east-1-api-key", "us-east-1-api-key-second"], graph.OfType(ApiKey).Select(key => key.Name).Order());
    }
}
