using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>The key of drills is an addition: without it nothing of it is there, with it no clinic's part changes but for who is told of it.</summary>
[Collection(nameof(Recorded))]
public sealed class DrillKeyTests(Recorded recorded)
{
    private const string Key = "aws:apigateway/apiKey:ApiKey", PlanKey = "aws:apigateway/usagePlanKey:UsagePlanKey", UsagePlan = "aws:apigateway/usagePlan:UsagePlan", Function = "aws:lambda/function:Function";
    private const string Drills = "drillApiKey=a-key-of-drills-alone";

    [Fact]
    public async Task ADrillKey_AddsAKeyAndAPlanOfItsOwn_PerRegion_AndTellsItsIdToThoseWhoDecide()
    {
        var without = await recorded.GraphAsync("prod");
        var with = await recorded.GraphAsync("prod", Drills);

        var added = with.Aws().Where(resource => without.Resources.All(before => before.Urn != resource.Urn)).Select(resource => resource.Name).Order();
        var changed = with.Resources.Where(resource => without.Resources.SingleOrDefault(before => before.Urn == resource.Urn) is { } before && before.Inputs.ToJsonString() != resource.Inputs.ToJsonString()).Select(resource => resource.Name).ToArray();

        Assert.Equal(new[] { "sa-east-1", "us-east-1" }.SelectMany(region => new[] { $"{region}-api-drill-plan", $"{region}-api-drill-plan-key", $"{region}-drill-key" }).Order(), added);
        Assert.Equal(new[] { "sa-east-1", "us-east-1" }.SelectMany(region => new[] { "change-status", "chile-dead-letters", "chile-register", "peru-dead-letters", "peru-register" }.Select(function => $"{region}-{function}")).Order(), changed.Order());
        Assert.All(changed, name => Assert.Equal(with.Named(Key, Names.DrillKey(name[..9])).Outputs["id"]!.ToString(),
            with.Named(Function, name).Inputs["environment"]!["variables"]!["DRILL_API_KEY_ID"]!.ToString()));
        Assert.DoesNotContain("a-key-of-drills-alone", GraphJson.Write(with));
    }

    [Fact]
    public async Task TheDrillsPlan_HasTheDrillsKeyAlone_AndItsOwnQuota()
    {
        var graph = await recorded.GraphAsync("prod", Drills);

        foreach (var region in Recorded.Settings("prod").Regions)
        {
            var plan = graph.Named(UsagePlan, $"{region}-api-drill-plan");
            var keys = graph.OfType(PlanKey).Where(key => key.Inputs["usagePlanId"]!.ToString() == plan.Outputs["id"]!.ToString()).Select(key => key.Inputs["keyId"]!.ToString());
            Assert.Equal([graph.Named(Key, Names.DrillKey(region)).Outputs["id"]!.ToString()], keys);
            Assert.Equal(Recorded.Settings("prod").Drills.RequestsPerMonth, plan.Inputs["quotaSettings"]!["limit"]!.GetValue<int>());
        }
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task AppointmentsExpire_WhereTheyAreRehearsed_ByTheAttributeThatTheFunctionsWrite(string stack)
    {
        var table = (await recorded.GraphAsync(stack)).Named("aws:dynamodb/table:Table", "global-appointments");

        Assert.Equal((Contract.AppointmentsTable.ExpiresAt, true), (table.Inputs["ttl"]!["attributeName"]!.ToString(), table.Inputs["ttl"]!["enabled"]!.GetValue<bool>()));
    }
}
