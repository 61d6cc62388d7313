using System.Text;
using System.Text.Json.Nodes;
using Appointments.Contract;
using Appointments.Local.DynamoDb;
using Appointments.Local.Proxies;
using Appointments.Plan;
using Appointments.Tests.Run;

namespace Appointments.Tests.Mechanisms;

/// <summary>Ways to break something: in the graph that the run is made from, or in the run itself.</summary>
internal static class Breaking
{
    public const string Us = "us-east-1", Sa = "sa-east-1";

    /// <summary>What a caller is told whose write is not done.</summary>
    public static ProxiedReply Acknowledged { get; } = new(200, [KeyValuePair.Create("Content-Type", "application/x-amz-json-1.0")], Encoding.UTF8.GetBytes("{}"));

    /// <summary>What a caller is told whose call was not done.</summary>
    private static ProxiedReply Unavailable { get; } = new(503, [KeyValuePair.Create("Content-Type", "application/x-amz-json-1.0")], Encoding.UTF8.GetBytes("""{"__type":"com.amazonaws#ServiceUnavailable","message":"DescribeTable was refused, so nothing was written."}"""));

    /// <summary>Changes the inputs of some resources; there has to be one at least.</summary>
    public static ResourceGraph Where(this ResourceGraph graph, Func<GraphResource, bool> which, Action<JsonObject> change)
    {
        Assert.Contains(graph.Resources, resource => which(resource));
        return graph with { Resources = [.. graph.Resources.Select(resource => which(resource) ? resource with { Inputs = Changed(resource.Inputs, change) } : resource)] };
    }

    public static ResourceGraph Without(this ResourceGraph graph, params string[] names)
    {
        Assert.All(names, name => Assert.Contains(graph.Resources, resource => resource.Name == name));
        return graph with { Resources = [.. graph.Resources.Where(resource => !names.Contains(resource.Name))] };
    }

    /// <summary>Route 53 asks of a region only what this one check says.</summary>
    public static ResourceGraph WithoutTheDrainCheck(this ResourceGraph graph)
    {
        var serves = graph.Resources.Single(resource => resource.Name == $"global-routing-{Us}-serves").Outputs["id"]!.ToString();
        return graph.Where(resource => resource.Name == $"global-routing-{Us}" && resource.Type.EndsWith(":HealthCheck", StringComparison.Ordinal), inputs =>
            (inputs["childHealthchecks"], inputs["childHealthThreshold"]) = (new JsonArray(serves), 1));
    }

    /// <summary>Route 53 answers with us-east-1 whatever is found there.</summary>
    public static ResourceGraph WithoutAHealthCheckOfTheRecord(this ResourceGraph graph) =>
        graph.Where(resource => resource.Name == $"global-routing-{Us}-origin", inputs => inputs.Remove("healthCheckId"));

    public static ResourceGraph WithAHealthCheckThatNeverTurns(this ResourceGraph graph) =>
        graph.Where(resource => resource.Name == $"global-routing-{Us}-serves", inputs => inputs["failureThreshold"] = 1_000_000);

    public static ResourceGraph WithRecordsThatAreKeptForADay(this ResourceGraph graph) =>
        graph.Where(resource => resource.Type.EndsWith(":Record", StringComparison.Ordinal) && resource.Name.EndsWith("-origin", StringComparison.Ordinal), inputs => inputs["ttl"] = 86_400);

    /// <summary>In the mapping templates of all countries.</summary>
    public static ResourceGraph WithTemplates(this ResourceGraph graph, string before, string after) => graph.Where(resource => resource.Type is "aws:apigateway/restApi:RestApi", inputs =>
    {
        var document = JsonNode.Parse(inputs["body"]!.ToString())!;
        foreach (var path in new[] { "/peru", "/chile" })
        {
            var templates = document["paths"]![path]!["post"]!["x-amazon-apigateway-integration"]!["requestTemplates"]!;
            var template = templates["application/json"]!.ToString();
            Assert.Contains(before, template);
            templates["application/json"] = template.Replace(before, after);
        }
        inputs["body"] = document.ToJsonString();
    });

    /// <summary>Every message becomes a dead letter at its first failure.</summary>
    public static ResourceGraph WithOneReceive(this ResourceGraph graph) => graph.Where(resource => resource.Type.EndsWith(":Queue", StringComparison.Ordinal) && resource.Inputs["redrivePolicy"] is not null, inputs =>
    {
        var policy = JsonNode.Parse(inputs["redrivePolicy"]!.ToString())!;
        policy["maxReceiveCount"] = 1;
        inputs["redrivePolicy"] = policy.ToJsonString();
    });

    public static ResourceGraph WithMistake(this ResourceGraph graph, string mistake) =>
        graph.Where(resource => resource.Type.EndsWith(":Function", StringComparison.Ordinal) && resource.Inputs["environment"] is not null, inputs => inputs["environment"]!["variables"]!["SEEDED_MISTAKE"] = mistake);

    /// <summary>What is written from now on stays in its region.</summary>
    public static Task HoldReplication(World world)
    {
        foreach (var link in world.Run.Links)
            link.Holds = _ => true;
        return Task.CompletedTask;
    }

    /// <summary>Every second registration is written three seconds late. Schedules that are kept in order stay in order: what follows waits.</summary>
    public static void WriteSlowly(World world)
    {
        var count = 0;
        world.Writes.Meddle(async (write, next) =>
        {
            if (write.Operation is "PutItem" && write.Items.Any(item => item.Key.Contains("\"requested\"", StringComparison.Ordinal)) && Interlocked.Increment(ref count) % 2 == 0)
                await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            return await next();
        });
    }

    /// <summary>Whoever drains a region asks each table what it is before the mark goes in, as clients do that want to know a table before they use it.</summary>
    public static void DescribeFirst(World world) => world.Writes.Meddle(async (write, next) =>
        write.Operation is "TransactWriteItems" && write.Items.Any(item => item.Key.Contains($"\"{Us}\"", StringComparison.Ordinal)) && !await IsDescribedAsync(world, write.Region) ? Unavailable : await next());

    private static async Task<bool> IsDescribedAsync(World world, string region)
    {
        using var asked = new DynamoDbEndpoint(world.Run.Emulators[region].DynamoDb.Endpoint, region);
        var table = world.Topologies[region].Tables.Single(each => each is { HashKey: RegionsTable.Region, RangeKey: null }).Name;
        try { await asked.CallAsync("DescribeTable", new JsonObject { ["TableName"] = table }, CancellationToken.None); }
        catch (DynamoDbCallException) { return false; }
        return true;
    }

    /// <summary>A region that is back lacks rows which it had: gone from its own table, and nobody is told.</summary>
    public static async Task LoseRowsAtHomeAsync(World world)
    {
        var database = world.Run.Databases.Single(database => database.Region == Us);
        var table = database.Replicated.Values.Single(table => table.RangeKey == "status").Name;
        var rows = (await database.Endpoint.CallAsync("Scan", new JsonObject { ["TableName"] = table }, CancellationToken.None)).GetProperty("Items").EnumerateArray().Take(3).ToArray();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
            await database.Endpoint.CallAsync("DeleteItem", new JsonObject
            {
                ["TableName"] = table,
                ["Key"] = new JsonObject { ["appointment_id"] = JsonNode.Parse(row.GetProperty("appointment_id").GetRawText()), ["status"] = JsonNode.Parse(row.GetProperty("status").GetRawText()) },
            }, CancellationToken.None);
    }

    /// <summary>What waits in a region's queues is gone.</summary>
    public static async Task EmptyTheQueuesAsync(World world)
    {
        foreach (var country in new[] { "peru", "chile" })
            await world.Queues.In(Us).PurgeQueueAsync(await world.Queues.UrlAsync(Us, country));
    }

    private static JsonObject Changed(JsonObject inputs, Action<JsonObject> change)
    {
        var changed = inputs.DeepClone().AsObject();
        change(changed);
        return changed;
    }
}
