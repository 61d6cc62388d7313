using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Local.Topology;

/// <summary>Reads off the resource graph what each region's emulators are made from.</summary>
/// <param name="apiKey">The API key's value: the graph shows secrets as <c>[secret]</c>.</param>
/// <param name="drillApiKey">The value of the key of drills; null where the graph declares none.</param>
public sealed class GraphReader(ResourceGraph graph, string apiKey, string? drillApiKey = null)
{
    /// <returns>One topology per region: first the one that owns the tables, then the others in the graph's order.</returns>
    public ImmutableArray<RegionTopology> Regions()
    {
        var owner = graph.OfType("aws:dynamodb/table:Table").First().Region;
        return [.. graph.OfType("pulumi:providers:aws").Select(provider => provider.Region!).Distinct().Where(HasApi).OrderBy(region => region != owner).Select(Region)];
    }

    private bool HasApi(string region) => In(region, "aws:apigateway/restApi:RestApi").Any();

    private RegionTopology Region(string region)
    {
        var mappings = In(region, "aws:lambda/eventSourceMapping:EventSourceMapping").Where(mapping => mapping.Inputs["enabled"]?.GetValue<bool>() ?? true)
            .ToLookup(mapping => Text(mapping.Inputs, "eventSourceArn").StartsWith("arn:aws:sqs:"));
        return new RegionTopology(
            region,
            [.. graph.OfType("aws:dynamodb/table:Table").Select(table => TableSpecs.In(region, table)).OfType<TableSpec>()],
            [.. In(region, "aws:sqs/queue:Queue").Select(queue => Queue(region, queue))],
            [.. In(region, "aws:lambda/function:Function").Select(Function)],
            [.. mappings[true].Select(QueueMapping)],
            [.. mappings[false].Select(StreamMapping)],
            Api(region));
    }

    private QueueSpec Queue(string region, GraphResource queue)
    {
        var attributes = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (input, attribute) in QueueAttributes)
            if (queue.Inputs[input] is { } value)
                attributes[attribute] = value.ToString();
        foreach (var allow in In(region, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").Where(allow => Text(allow.Inputs, "queueUrl") == Text(queue.Outputs, "url")))
            attributes["RedriveAllowPolicy"] = Text(allow.Inputs, "redriveAllowPolicy");
        return new QueueSpec(Text(queue.Outputs, "name"), Text(queue.Outputs, "arn"), attributes.ToImmutable());
    }

    /// <summary>Pulumi's wire names and SQS's own. Source: Amazon SQS API, "CreateQueue".</summary>
    private static readonly ImmutableArray<(string Input, string Attribute)> QueueAttributes =
    [
        ("fifoQueue", "FifoQueue"), ("deduplicationScope", "DeduplicationScope"), ("fifoThroughputLimit", "FifoThroughputLimit"),
        ("messageRetentionSeconds", "MessageRetentionPeriod"), ("visibilityTimeoutSeconds", "VisibilityTimeout"),
        ("redrivePolicy", "RedrivePolicy"), ("sqsManagedSseEnabled", "SqsManagedSseEnabled"),
    ];

    private static FunctionSpec Function(GraphResource function) => new(
        Text(function.Outputs, "name"),
        Text(function.Outputs, "arn"),
        Text(function.Inputs, "handler"),
        Text(function.Inputs, "code"),
        TimeSpan.FromSeconds(Number(function.Inputs, "timeout") ?? 3), // Lambda's defaults where nothing is said
        Number(function.Inputs, "memorySize") ?? 128,
        Number(function.Inputs, "reservedConcurrentExecutions"),
        (function.Inputs["environment"]?["variables"]?.AsObject() ?? []).ToImmutableDictionary(variable => variable.Key, variable => variable.Value!.ToString()));

    private static QueueMappingSpec QueueMapping(GraphResource mapping) => new(
        Text(mapping.Outputs, "id"),
        Text(mapping.Inputs, "eventSourceArn"),
        Text(mapping.Inputs, "functionName"),
        Number(mapping.Inputs, "batchSize") ?? 10,
        ReportsItemFailures(mapping),
        mapping.Inputs["scalingConfig"] is JsonObject scaling ? Number(scaling, "maximumConcurrency") : null);

    private static StreamMappingSpec StreamMapping(GraphResource mapping) => new(
        Text(mapping.Outputs, "id"),
        Text(mapping.Inputs, "eventSourceArn"),
        Text(mapping.Inputs, "functionName"),
        Number(mapping.Inputs, "batchSize") ?? 100,
        TimeSpan.FromSeconds(Number(mapping.Inputs, "maximumBatchingWindowInSeconds") ?? 0),
        Text(mapping.Inputs, "startingPosition"),
        mapping.Inputs["bisectBatchOnFunctionError"]?.GetValue<bool>() ?? false,
        Number(mapping.Inputs, "maximumRetryAttempts") ?? -1,
        ReportsItemFailures(mapping),
        mapping.Inputs["destinationConfig"]?["onFailure"]?["destinationArn"]?.ToString());

    private static bool ReportsItemFailures(GraphResource mapping) =>
        mapping.Inputs["functionResponseTypes"]?.AsArray().Any(type => type!.ToString() == "ReportBatchItemFailures") ?? false;

    private ApiSpec Api(string region)
    {
        var api = In(region, "aws:apigateway/restApi:RestApi").Single();
        var id = Text(api.Outputs, "id");
        var stage = In(region, "aws:apigateway/stage:Stage").Single(stage => Text(stage.Inputs, "restApi") == id);
        return new ApiSpec(id, Text(api.Inputs, "body"), Text(stage.Inputs, "stageName"),
            [.. In(region, "aws:apigateway/apiKey:ApiKey").Select(key => new ApiKeySpec(Text(key.Outputs, "id"), ValueOf(key, region)))],
            [.. In(region, "aws:apigateway/usagePlan:UsagePlan").Select(plan => UsagePlan(region, plan))]);
    }

    private string ValueOf(GraphResource key, string region) => key.Name != Names.DrillKey(region) ? apiKey
        : drillApiKey ?? throw new InvalidDataException($"The graph declares {key.Name}, and its value was not given: it is the setting {Settings.DrillApiKey.FullKey}.");

    private UsagePlanSpec UsagePlan(string region, GraphResource plan) => new(
        plan.Inputs["throttleSettings"]!["rateLimit"]!.GetValue<double>(),
        Number(plan.Inputs["throttleSettings"]!.AsObject(), "burstLimit")!.Value,
        Number(plan.Inputs["quotaSettings"]!.AsObject(), "limit")!.Value,
        Text(plan.Inputs["quotaSettings"]!.AsObject(), "period"),
        [.. In(region, "aws:apigateway/usagePlanKey:UsagePlanKey").Where(key => Text(key.Inputs, "usagePlanId") == Text(plan.Outputs, "id")).Select(key => Text(key.Inputs, "keyId"))]);

    private IEnumerable<GraphResource> In(string region, string type) => graph.OfType(type).Where(resource => resource.Region == region);

    private static string Text(JsonObject values, string key) =>
        values[key]?.ToString() ?? throw new InvalidDataException($"The graph lacks {key} where the local run needs it, in {values.ToJsonString()}.");

    private static int? Number(JsonObject values, string key) => values[key]?.GetValue<int>();
}
