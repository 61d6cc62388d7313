using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>The health checks, and the records between which Route 53 chooses.</summary>
[Collection(nameof(Recorded))]
public sealed class OriginRoutingTests(Recorded recorded)
{
    private const string Check = "aws:route53/healthCheck:HealthCheck", Record = "aws:route53/record:Record", DomainName = "aws:apigateway/domainName:DomainName",
        Three = "regions=[us-east-1, sa-east-1, eu-west-1]", Origin = "origin.appointments.example.com";

    private static string Text(GraphResource resource, string input) => resource.Inputs[input]!.ToString();

    private static string Target(GraphResource record) => Assert.Single(record.Inputs["records"]!.AsArray())!.ToString();

    private static GraphResource[] Named(ResourceGraph graph, string domain) => [.. graph.OfType(Record).Where(record => Text(record, "name") == domain)];

    private static string SharedTarget(ResourceGraph graph, string region) => graph.Named(DomainName, $"{region}-origin-shared").Outputs["regionalDomainName"]!.ToString();

    [Theory]
    [InlineData("us-east-1", "sa-east-1")]
    [InlineData("sa-east-1", "eu-west-1")]
    [InlineData("eu-west-1", "us-east-1")]
    public async Task ARegion_IsHealthy_WhenItServes_AndTheNextDoesNotSayThatItIsDrained(string region, string watcher)
    {
        var graph = await recorded.GraphAsync("prod", Three);
        var serves = graph.Named(Check, $"global-routing-{region}-serves");
        var notDrained = graph.Named(Check, $"global-routing-{region}-not-drained");
        var both = graph.Named(Check, $"global-routing-{region}");

        Assert.Equal(9, graph.OfType(Check).Count());
        Assert.Equal(($"{region}.{Origin}", "/Prod/health", false), (Text(serves, "fqdn"), Text(serves, "resourcePath"), serves.Inputs["invertHealthcheck"]!.GetValue<bool>()));
        Assert.Equal(($"{watcher}.{Origin}", $"/Prod/drained/{region}", true), (Text(notDrained, "fqdn"), Text(notDrained, "resourcePath"), notDrained.Inputs["invertHealthcheck"]!.GetValue<bool>()));
        Assert.NotNull(graph.Named("aws:apigateway/restApi:RestApi", $"{watcher}-api").Json("body")["paths"]![$"/drained/{region}"]);
        Assert.Equal(("CALCULATED", 2), (Text(both, "type"), both.Inputs["childHealthThreshold"]!.GetValue<int>()));
        Assert.Equal(new[] { serves, notDrained }.Select(check => check.Outputs["id"]!.ToString()).Order(), both.Inputs["childHealthchecks"]!.AsArray().Select(id => id!.ToString()).Order());
    }

    [Theory]
    [InlineData(30, "prod")]
    [InlineData(10, "prod", "healthCheckIntervalSeconds=10")]
    public async Task EveryCheck_AsksOverHttps_FromThreePlaces_AtTheInterval(int interval, string stack, params string[] overrides)
    {
        var asking = (await recorded.GraphAsync(stack, overrides)).OfType(Check).Where(check => Text(check, "type") != "CALCULATED").ToArray();

        Assert.Equal(4, asking.Length);
        Assert.All(asking, check =>
        {
            Assert.Equal(("HTTPS", 443, true), (Text(check, "type"), check.Inputs["port"]!.GetValue<int>(), check.Inputs["enableSni"]!.GetValue<bool>()));
            Assert.Equal((interval, 3), (check.Inputs["requestInterval"]!.GetValue<int>(), check.Inputs["failureThreshold"]!.GetValue<int>()));
            Assert.Equal(3, check.Inputs["regions"]!.AsArray().Select(region => region!.ToString()).Distinct().Count());
        });
    }

    [Fact]
    public async Task EveryRegionsOwnName_LeadsToIt_Always()
    {
        var graph = await recorded.GraphAsync("prod", Three);

        Assert.All(new[] { "us-east-1", "sa-east-1", "eu-west-1" }, region =>
        {
            var own = Assert.Single(Named(graph, $"{region}.{Origin}"));
            Assert.Equal(graph.Named(DomainName, $"{region}-origin-own").Outputs["regionalDomainName"]!.ToString(), Target(own));
            Assert.Null(own.Inputs["healthCheckId"]);
        });
    }

    [Theory]
    [InlineData("latency", 60)]
    [InlineData("latency", 30)]
    [InlineData("geoproximity", 60)]
    public async Task TheSharedName_LeadsToEveryHealthyRegion_ByThePolicy(string routing, int ttl)
    {
        var graph = await recorded.GraphAsync("prod", Three, $"routing={routing}", $"recordTtlSeconds={ttl}", "geoproximityBiases=[{region: sa-east-1, bias: -20}]");
        var records = Named(graph, Origin);

        Assert.Equal(["eu-west-1", "sa-east-1", "us-east-1"], records.Select(record => Text(record, "setIdentifier")).Order());
        Assert.All(records, record =>
        {
            var region = Text(record, "setIdentifier");
            Assert.Equal(("CNAME", ttl, SharedTarget(graph, region)), (Text(record, "type"), record.Inputs["ttl"]!.GetValue<int>(), Target(record)));
            Assert.Equal(graph.Named(Check, $"global-routing-{region}").Outputs["id"]!.ToString(), Text(record, "healthCheckId"));
            var policy = routing is "latency"
                ? new JsonObject { ["latencyRoutingPolicies"] = new JsonArray(new JsonObject { ["region"] = region }) }
                : new JsonObject { ["geoproximityRoutingPolicy"] = new JsonObject { ["awsRegion"] = region, ["bias"] = region is "sa-east-1" ? -20 : 0 } };
            Assert.Equal(policy.ToJsonString(), new JsonObject(record.Inputs.Where(input => input.Key.Contains("Policy") || input.Key.Contains("Policies")).Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone()))).ToJsonString());
        });
    }

    [Fact]
    public async Task APlace_LeadsToItsRegion_OrToTheFastest_AndEverywhereElseToTheFastest()
    {
        var graph = await recorded.GraphAsync("prod", "routing=geolocation", "geolocations=[{region: us-east-1, continent: NA}, {region: sa-east-1, continent: SA}, {region: us-east-1, country: CO}]");

        string Place(GraphResource record) => record.Inputs["geolocationRoutingPolicies"]![0]!.ToJsonString();
        Assert.Equal(
        [
            ("""{"continent":"NA"}""", $"prefer-us-east-1.{Origin}"), ("""{"continent":"SA"}""", $"prefer-sa-east-1.{Origin}"),
            ("""{"country":"*"}""", $"fastest.{Origin}"), ("""{"country":"CO"}""", $"prefer-us-east-1.{Origin}"),
        ], Named(graph, Origin).Select(record => (Place(record), Target(record))).Order());
        Assert.All(Named(graph, Origin), record => Assert.Null(record.Inputs["healthCheckId"])); // it would fall back to the next larger place, perhaps the same region's
        Assert.All(new[] { "us-east-1", "sa-east-1" }, region =>
        {
            var check = graph.Named(Check, $"global-routing-{region}").Outputs["id"]!.ToString();
            Assert.Equal([("PRIMARY", SharedTarget(graph, region), check), ("SECONDARY", $"fastest.{Origin}", null)],
                Named(graph, $"prefer-{region}.{Origin}").Select(record => (record.Inputs["failoverRoutingPolicies"]![0]!["type"]!.ToString(), Target(record), record.Inputs["healthCheckId"]?.ToString())).Order());
            Assert.Equal((SharedTarget(graph, region), check), Named(graph, $"fastest.{Origin}").Where(record => Text(record, "setIdentifier") == region).Select(record => (Target(record), Text(record, "healthCheckId"))).Single());
        });
    }

    [Fact]
    public async Task RoutingByLocation_IsByContinent_WhereNothingIsSaid()
    {
        var graph = await recorded.GraphAsync("prod", "routing=geolocation");

        Assert.Equal(["continent-NA", "continent-SA", "elsewhere"], Named(graph, Origin).Select(record => Text(record, "setIdentifier")).Order());
    }

    /// <summary>So that one region's checks can be replaced by themselves: <c>pulumi up --target</c>.</summary>
    [Fact]
    public async Task WhatIsOfOneRegion_NamesIt_AlsoInTheGlobalPart()
    {
        var graph = await recorded.GraphAsync("prod");
        var routing = graph.Resources.Where(resource => resource.Name.StartsWith("global-routing-")).ToArray();

        Assert.True(routing.Length > 8);
        Assert.All(routing, resource => Assert.Matches("^global-routing-(us|sa)-east-1(-|$)", resource.Name));
    }
}
