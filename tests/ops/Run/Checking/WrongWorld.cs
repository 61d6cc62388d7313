using Appointments.Plan;

namespace Appointments.Tests.Run.Checking;

/// <summary>A world that makes a mistake with each appointment whose id names one, and whose one country does not keep schedules in order.</summary>
public sealed class WrongWorld : IAsyncLifetime
{
    private const string Grouped = "#if($schedule && $schedule != '')$util.urlEncode($schedule)#else$util.urlEncode($id)#end", Ungrouped = "$util.urlEncode($id)";

    public World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartWrongAsync(graph => graph with
    {
        Resources = [.. graph.Resources.Select(resource => resource.Type is "aws:apigateway/restApi:RestApi" ? WithoutGroupsInChile(resource) : resource)],
    });

    public async Task DisposeAsync() => await World.DisposeAsync();

    private static GraphResource WithoutGroupsInChile(GraphResource api)
    {
        var inputs = api.Inputs.DeepClone().AsObject();
        var document = System.Text.Json.Nodes.JsonNode.Parse(inputs["body"]!.ToString())!;
        var templates = document["paths"]!["/chile"]!["post"]!["x-amazon-apigateway-integration"]!["requestTemplates"]!;
        var before = templates["application/json"]!.ToString();
        var after = before.Replace($"&MessageGroupId={Grouped}", $"&MessageGroupId={Ungrouped}");
        Assert.NotEqual(before, after);
        templates["application/json"] = after;
        inputs["body"] = document.ToJsonString();
        return api with { Inputs = inputs };
    }
}
