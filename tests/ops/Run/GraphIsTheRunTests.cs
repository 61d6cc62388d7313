using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Run;

/// <summary>The run is what the graph says and nothing else: what is taken out of the graph is not there, what is changed in it behaves changed.</summary>
public sealed class GraphIsTheRunTests
{
    [Fact]
    public async Task AQueue_IsNotDrained_WithoutItsEventSourceMapping()
    {
        await using var world = await World.StartAsync(graph => graph with
        {
            Resources = [.. graph.Resources.Where(resource => !(resource.Type is "aws:lambda/eventSourceMapping:EventSourceMapping" && resource.Name.EndsWith("-peru-register-source")))],
        });

        Assert.Equal(202, (await world.Edge.RegisterAsync("peru", "stays", "Perú")).Code);
        Assert.Equal(202, (await world.Edge.RegisterAsync("chile", "goes", "Chile")).Code);

        await Eventually.SeeAsync(() => world.Edge.GetAsync("/appointments/goes"), answer => answer.Code is 200, "the other country's appointment");
        Assert.Equal(404, (await world.Edge.GetAsync("/appointments/stays")).Code);
    }

    [Fact]
    public async Task AStoredMessage_IsWhatTheMappingTemplateMakes()
    {
        await using var world = await World.StartAsync(graph => graph with
        {
            Resources = [.. graph.Resources.Select(resource => resource.Type is "aws:apigateway/restApi:RestApi" ? WithTemplate(resource) : resource)],
        });

        await world.Edge.RegisterAsync("peru", "templated", "Perú");

        var appointment = await Eventually.SeeAsync(() => world.Edge.GetAsync("/appointments/templated"), answer => answer.Code is 200, "the appointment");
        Assert.Equal("from-the-template", appointment.Body["ledger"]![0]!["requestId"]!.ToString());
    }

    private static GraphResource WithTemplate(GraphResource api)
    {
        var inputs = api.Inputs.DeepClone().AsObject();
        var before = inputs["body"]!.ToString();
        var after = before.Replace("StringValue=$context.requestId", "StringValue=from-the-template");
        Assert.NotEqual(before, after);
        inputs["body"] = after;
        return api with { Inputs = inputs };
    }

    [Fact]
    public async Task AThirdCountryAndAThirdRegion_ComeUp_WithNoOtherEdit()
    {
        await using var world = await World.StartAsync(
            "countries=[{code: PE, path: peru, name: Perú}, {code: CL, path: chile, name: Chile}, {code: EC, path: ecuador, name: Ecuador}]",
            "regions=[us-east-1, sa-east-1, eu-west-1]");

        Assert.Equal(202, (await world.Regions["eu-west-1"].RegisterAsync("ecuador", "third", "ECUADOR")).Code);

        Assert.Equal(["eu-west-1", "sa-east-1", "us-east-1"], world.Regions.Keys.Order());
        foreach (var client in world.Regions.Values.Append(world.Edge))
            await Eventually.SeeAsync(() => client.ListAsync("country=Ecuador"), ids => ids.SequenceEqual(["third"]), "the third country's appointment in every region");
    }
}
