using System.Collections.Immutable;
using Appointments.Plan;
using static Appointments.Graph.AwsShape;

namespace Appointments.Graph;

/// <summary>What AWS would add to a resource's inputs: its id and the outputs that are computed. A type that is not here has no computed output that the program reads.</summary>
internal static class AwsState
{
    /// <param name="region">The region of the resource's provider.</param>
    public static (string Id, ImmutableDictionary<string, object> State) Of(string type, string name, string region, ImmutableDictionary<string, object> inputs)
    {
        string Input(string key) => (string)inputs[key];
        var physical = inputs.TryGetValue("name", out var given) ? (string)given : inputs.TryGetValue("namePrefix", out var prefix) ? PhysicalName(type, name, (string)prefix) : PhysicalName(type, name);
        var (id, computed) = type switch
        {
            "pulumi:providers:aws" => (Uuid(type, name), new Dictionary<string, object>()),
            "aws:dynamodb/table:Table" => (physical, Table(type, name, physical, region, inputs)),
            "aws:sqs/queue:Queue" => Queue(physical, region, inputs),
            "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy" => (Input("queueUrl"), []),
            "aws:lambda/function:Function" => (physical, Function(physical, region)),
            "aws:lambda/eventSourceMapping:EventSourceMapping" => (Uuid(type, name), new() { ["uuid"] = Uuid(type, name), ["functionArn"] = inputs["functionName"], ["arn"] = Arn("lambda", region, $"event-source-mapping:{Uuid(type, name)}") }),
            "aws:lambda/permission:Permission" => (physical, []),
            "aws:iam/role:Role" => (physical, new() { ["name"] = physical, ["arn"] = $"arn:aws:iam::{AccountId}:role/{physical}" }),
            "aws:iam/rolePolicy:RolePolicy" => ($"{Input("role")}:{physical}", new() { ["name"] = physical }),
            "aws:cloudwatch/logGroup:LogGroup" => (physical, new() { ["name"] = physical, ["arn"] = Arn("logs", region, $"log-group:{physical}") }),
            "aws:cloudwatch/logMetricFilter:LogMetricFilter" => (physical, new() { ["name"] = physical }),
            "aws:cloudwatch/metricAlarm:MetricAlarm" => (physical, new() { ["name"] = physical, ["arn"] = Arn("cloudwatch", region, $"alarm:{physical}") }),
            "aws:cloudwatch/compositeAlarm:CompositeAlarm" => (Input("alarmName"), new() { ["arn"] = Arn("cloudwatch", region, $"alarm:{Input("alarmName")}") }),
            "aws:cloudwatch/dashboard:Dashboard" => (Input("dashboardName"), new() { ["dashboardArn"] = $"arn:aws:cloudwatch::{AccountId}:dashboard/{Input("dashboardName")}" }),
            "aws:sns/topic:Topic" => (Arn("sns", region, physical), new() { ["name"] = physical, ["arn"] = Arn("sns", region, physical) }),
            "aws:sns/topicPolicy:TopicPolicy" => (Input("arn"), []),
            "aws:sns/topicSubscription:TopicSubscription" => ($"{Input("topic")}:{Uuid(type, name)}", []),
            "aws:apigateway/account:Account" => ("api-gateway-account", []),
            "aws:apigateway/restApi:RestApi" => (Id(type, name), RestApi(Id(type, name), Id(type, $"{name}/"), physical, region)),
            "aws:apigateway/deployment:Deployment" => (Id(type, name), []),
            "aws:apigateway/stage:Stage" => Stage(Input("restApi"), Input("stageName"), region),
            "aws:apigateway/methodSettings:MethodSettings" => ($"{Input("restApi")}-{Input("stageName")}-{Input("methodPath")}", []),
            "aws:apigateway/apiKey:ApiKey" => (Id(type, name), new() { ["name"] = physical, ["arn"] = $"arn:aws:apigateway:{region}::/apikeys/{Id(type, name)}" }),
            "aws:apigateway/usagePlan:UsagePlan" => (Id(type, name), new() { ["name"] = physical, ["arn"] = $"arn:aws:apigateway:{region}::/usageplans/{Id(type, name)}" }),
            "aws:apigateway/usagePlanKey:UsagePlanKey" => (Id(type, name), []),
            "aws:apigateway/domainName:DomainName" => (Input("domainName"), DomainName(Id(type, name), Input("domainName"), region)),
            "aws:apigateway/basePathMapping:BasePathMapping" => ($"{Input("domainName")}/{Input("basePath")}", []),
            "aws:acm/certificate:Certificate" => DnsState.Certificate(Arn("acm", region, $"certificate/{Uuid(type, name)}"), inputs),
            "aws:acm/certificateValidation:CertificateValidation" => (Input("certificateArn"), []),
            "aws:route53/record:Record" => DnsState.Record(inputs),
            "aws:route53/healthCheck:HealthCheck" => (Uuid(type, name), new() { ["arn"] = $"arn:aws:route53:::healthcheck/{Uuid(type, name)}" }),
            _ when DrainingState.Of(type, inputs) is { } draining => draining,
            "aws:fis/experimentTemplate:ExperimentTemplate" => ($"EXT{Id(type, name)}", []), // the id is all there is: no ARN among its outputs
            _ when EdgeState.Of(type, name, physical, region, inputs) is { } edge => edge,
            _ when DataState.Of(type, name, physical, region, inputs) is { } data => data,
            _ => throw new NotSupportedException($"The graph does not know what AWS computes for {type} ({name}): add it to AwsState."),
        };
        return (id, inputs.SetItems(computed));
    }

    private static Dictionary<string, object> Table(string type, string name, string physical, string region, ImmutableDictionary<string, object> inputs)
    {
        Dictionary<string, object> In(string at) => new()
        {
            ["arn"] = Arn("dynamodb", at, $"table/{physical}"),
            ["streamArn"] = Arn("dynamodb", at, $"table/{physical}/stream/2026-01-01T00:00:00.000"),
            ["streamLabel"] = "2026-01-01T00:00:00.000",
        };
        var state = In(region);
        state["name"] = physical;
        state["replicas"] = ((ImmutableArray<object>)inputs.GetValueOrDefault("replicas", ImmutableArray<object>.Empty)).Cast<ImmutableDictionary<string, object>>()
            .Select(replica => (object)replica.SetItems(In((string)replica["regionName"]))).ToImmutableArray();
        return state;
    }

    private static (string, Dictionary<string, object>) Queue(string physical, string region, ImmutableDictionary<string, object> inputs)
    {
        var queue = inputs.GetValueOrDefault("fifoQueue") is true ? $"{physical}{PhysicalNames.FifoSuffix}" : physical; // Pulumi adds the suffix that SQS demands (pulumi/pulumi-aws #967)
        var url = $"https://sqs.{region}.amazonaws.com/{AccountId}/{queue}";
        return (url, new() { ["name"] = queue, ["url"] = url, ["arn"] = Arn("sqs", region, queue) });
    }

    private static Dictionary<string, object> Function(string physical, string region)
    {
        var arn = Arn("lambda", region, $"function:{physical}");
        return new()
        {
            ["name"] = physical,
            ["arn"] = arn,
            ["qualifiedArn"] = $"{arn}:$LATEST",
            ["invokeArn"] = $"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
        };
    }

    private static Dictionary<string, object> RestApi(string id, string rootId, string physical, string region) => new()
    {
        ["name"] = physical,
        ["arn"] = $"arn:aws:apigateway:{region}::/restapis/{id}",
        ["executionArn"] = Arn("execute-api", region, id),
        ["rootResourceId"] = rootId,
    };

    private static (string, Dictionary<string, object>) Stage(string api, string stage, string region) => ($"ags-{api}-{stage}", new()
    {
        ["invokeUrl"] = $"https://{api}.execute-api.{region}.amazonaws.com/{stage}",
        ["executionArn"] = Arn("execute-api", region, $"{api}/{stage}"),
        ["arn"] = $"arn:aws:apigateway:{region}::/restapis/{api}/stages/{stage}",
    });

    private static Dictionary<string, object> DomainName(string id, string domain, string region) => new()
    {
        ["domainName"] = domain,
        ["arn"] = $"arn:aws:apigateway:{region}::/domainnames/{domain}",
        ["regionalDomainName"] = $"d-{id}.execute-api.{region}.amazonaws.com",
        ["regionalZoneId"] = $"Z{Id("zone", region).ToUpperInvariant()}", // one for all of a region's APIs
    };
}
