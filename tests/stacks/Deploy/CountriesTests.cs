using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class CountriesTests(Recorded recorded)
{
    private const string Three = "countries=[{code: PE, path: peru, name: Perú}, {code: CL, path: chile, name: Chile}, {code: EC, path: ecuador, name: Ecuador}]";

    /// <summary>What must know all countries: the dashboard, the API (document, snapshot, what it may call) and the function that lists them.</summary>
    private static bool KnowsAllCountries(GraphResource resource) =>
        resource.Name.Split("-1-")[^1] is "api" or "api-deployment" or "api-policy" or "list-appointments" || resource.Type is "aws:cloudwatch/dashboard:Dashboard";

    [Fact]
    public async Task ACountry_AddedByOneEntry_AddsJustItsOwnResources()
    {
        var before = await recorded.GraphAsync("dev");
        var after = await recorded.GraphAsync("dev", Three);
        var known = before.Resources.ToDictionary(resource => resource.Urn);

        var added = after.Resources.Where(resource => !known.ContainsKey(resource.Urn)).ToArray();
        var changed = after.Resources.Where(resource => known.TryGetValue(resource.Urn, out var old) && !JsonNode.DeepEquals(old.Inputs, resource.Inputs)).ToArray();

        // in two regions: intake, queue and its dead letters with a policy each and their component, dead letters' component, ten alarms; twice a function with component, role, policy, log, mapping
        Assert.Equal(60, added.Length);
        Assert.All(added, resource => Assert.Contains("-ecuador", resource.Name));
        Assert.Equal(before.Resources.Length + added.Length, after.Resources.Length); // nothing went away
        Assert.Equal(9, changed.Length);
        Assert.All(changed, resource => Assert.True(KnowsAllCountries(resource), $"{resource.Type} {resource.Name} changed"));
    }

    [Fact]
    public async Task ACountry_IsARouteToItsOwnQueue_InEveryRegion()
    {
        var graph = await recorded.GraphAsync("dev", Three);

        Assert.All(new[] { "us-east-1", "sa-east-1" }, region =>
        {
            var document = graph.Named("aws:apigateway/restApi:RestApi", $"{region}-api").Json("body");
            var queue = graph.Named("aws:sqs/queue:Queue", $"{region}-ecuador-queue");
            Assert.Equal($"arn:aws:apigateway:{region}:sqs:path/123456789012/{queue.Outputs["name"]}", document["paths"]!["/ecuador"]!["post"]!["x-amazon-apigateway-integration"]!["uri"]!.ToString());
            Assert.Contains(("sqs:SendMessage", queue.Outputs["arn"]!.ToString()), graph.Named("aws:iam/rolePolicy:RolePolicy", $"{region}-api-policy").Grants());
        });
    }

    [Fact]
    public async Task TheNames_AreThoseThatWereReleased()
    {
        var graph = await recorded.GraphAsync("prod");

        Approved.Matches(string.Concat(graph.Resources.Select(resource => $"{resource.Urn}\n")), "Names");
    }

    [Fact]
    public async Task TwoRecordings_GiveTheSameFile()
    {
        var first = await recorded.GraphAsync("dev");
        var second = await recorded.GraphAsync("dev", "listShards=1"); // the same settings, recorded anew

        Assert.Equal(GraphJson.Write(first), GraphJson.Write(second));
        Assert.Equal(first.Resources.Select(resource => resource.Urn).Distinct().Count(), first.Resources.Length);
    }
}
