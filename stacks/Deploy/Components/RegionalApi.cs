using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Appointments.Deploy.Api;
using Appointments.Deploy.Components.Watching;
using Appointments.Domain;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.ApiGateway;
using Pulumi.Aws.ApiGateway.Inputs;
using Pulumi.Aws.Iam;

namespace Appointments.Deploy.Components;

/// <param name="WatchedRegion">The region of which this one tells whether it is drained.</param>
/// <param name="Secret">A secret setting to its value: the API keys are the same in every region.</param>
/// <param name="DrillKeyId">The id of the key of drills; null where there is none.</param>
public sealed record RegionalApiArgs(
    string Region,
    string WatchedRegion,
    DeploymentSettings Settings,
    Func<Setting, Output<string>> Secret,
    ImmutableArray<(Country Country, Output<string> QueueArn)> Countries,
    RegionalTable Regions,
    AppointmentsFunction ChangeStatus,
    AppointmentsFunction ListAppointments,
    Output<string>? DrillKeyId);

/// <summary>One region's REST API: the document, the stage, the key and its usage plan.</summary>
public sealed class RegionalApi : ComponentResource
{
    private readonly string name;
    private readonly CustomResourceOptions child;

    /// <summary>The stage's own address, such as <c>https://abc.execute-api.us-east-1.amazonaws.com/Prod</c>.</summary>
    [Output] public Output<string> Url { get; private set; }

    /// <summary>What a domain name is mapped to.</summary>
    public RestApi Api { get; }

    /// <summary>The stage that clients reach.</summary>
    public Stage Stage { get; }

    /// <summary>What was asked and how it was answered, without what was in it.</summary>
    public ApiAccessLog AccessLog { get; }

    public RegionalApi(string name, RegionalApiArgs args, ComponentResourceOptions options) : base("appointments:api:RegionalApi", name, options)
    {
        this.name = name;
        child = new CustomResourceOptions { Parent = this };
        var document = Document(args, CallerRole(args));
        Api = new RestApi(name, new RestApiArgs
        {
            Body = document,
            EndpointConfiguration = new RestApiEndpointConfigurationArgs { Types = "REGIONAL" },
            ApiKeySource = "HEADER",
            DisableExecuteApiEndpoint = args.Settings.Edge.ProtectOrigin,
        }, child);
        Permit("change-status", args.ChangeStatus, Api, $"POST{ApiPaths.ChangeStatus}");
        Permit("list", args.ListAppointments, Api, $"GET{ApiPaths.Appointments}");
        Permit("get", args.ListAppointments, Api, $"GET{ApiPaths.Appointments}/*");
        AccessLog = new ApiAccessLog($"{name}-access", new ApiAccessLogArgs(args.WatchedRegion, args.Settings.LogRetentionDays), new ComponentResourceOptions { Parent = this });
        Stage = Deploy(Api, document, args.Settings);
        if (args.Settings.Performance.ApiCache is { } cache)
            _ = new ListCache($"{name}-cache", new ListCacheArgs(Api, Stage, cache.Seconds), new ComponentResourceOptions { Parent = this });
        AddKeys(args, Api, Stage);
        Url = Stage.InvokeUrl;
        RegisterOutputs();
    }

    /// <summary>The role with which API Gateway puts registrations on the queues and reads RegionsTable.</summary>
    private Output<string> CallerRole(RegionalApiArgs args)
    {
        var role = new Role($"{name}-role", new RoleArgs { AssumeRolePolicy = Policies.AssumedBy("apigateway.amazonaws.com") }, child);
        var policy = new RolePolicy($"{name}-policy", new RolePolicyArgs
        {
            Role = role.Name,
            Policy = Output.Tuple(Output.All(args.Countries.Select(country => country.QueueArn)), args.Regions.Arn).Apply(arns => Policies.Allow(
            [
                new Grant(["sqs:SendMessage"], arns.Item1),
                new Grant(["dynamodb:GetItem"], [arns.Item2]),
            ])),
        }, child);
        return Output.Tuple(role.Arn, policy.Id).Apply(both => both.Item1); // no API before its role may call
    }

    private static Output<string> Document(RegionalApiArgs args, Output<string> roleArn) =>
        Output.Tuple(roleArn, Output.All(args.Countries.Select(country => country.QueueArn)), args.Regions.Name, args.ChangeStatus.Arn, args.ListAppointments.Arn)
            .Apply(known => ApiDocument.Write(new ApiTargets(args.Region, args.WatchedRegion, known.Item1,
                [.. args.Countries.Zip(known.Item2, (country, queueArn) => new CountryTarget(country.Country, queueArn))], known.Item3, known.Item4, known.Item5) { CachesLists = args.Settings.Performance.ApiCache is not null }));

    private void Permit(string suffix, AppointmentsFunction function, RestApi api, string route) => _ = new Pulumi.Aws.Lambda.Permission($"{name}-{suffix}-permission", new()
    {
        Action = "lambda:InvokeFunction",
        Function = function.Name,
        Principal = "apigateway.amazonaws.com",
        SourceArn = Output.Format($"{api.ExecutionArn}/{ApiPaths.Stage}/{route}"),
    }, child);

    /// <summary>A deployment is a snapshot: a changed document makes a new one, and the stage moves to it.</summary>
    private Stage Deploy(RestApi api, Output<string> document, DeploymentSettings settings)
    {
        var deployment = new Pulumi.Aws.ApiGateway.Deployment($"{name}-deployment", new DeploymentArgs
        {
            RestApi = api.Id,
            Triggers = new InputMap<string> { { "document", document.Apply(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))) } },
        }, child);
        var stage = new StageArgs
        {
            RestApi = api.Id,
            Deployment = deployment.Id,
            StageName = ApiPaths.Stage,
            AccessLogSettings = new StageAccessLogSettingsArgs { DestinationArn = AccessLog.GroupArn, Format = ApiAccessLog.Format },
        };
        if (settings.Watching.Tracing)
            stage.XrayTracingEnabled = true;
        if (settings.Performance.ApiCache is { } cache)
            (stage.CacheClusterEnabled, stage.CacheClusterSize) = (true, cache.Gigabytes);
        return new Stage($"{name}-stage", stage, child);
    }

    private void AddKeys(RegionalApiArgs args, RestApi api, Stage stage)
    {
        var settings = args.Settings.UsagePlan;
        var plan = Allow($"{name}-plan", settings);
        foreach (var setting in args.Settings.Edge.ApiKeys)
        {
            // A key stays in the setting it was put into: API Gateway refuses a second key of the same value, so it could not be moved.
            var suffix = setting == Plan.Settings.ApiKeySecond ? "-second" : "";
            var key = new ApiKey($"{name}-key{suffix}", new ApiKeyArgs { Value = args.Secret(setting) }, child);
            _ = new UsagePlanKey($"{name}-plan-key{suffix}", new UsagePlanKeyArgs { KeyId = key.Id, KeyType = "API_KEY", UsagePlanId = plan.Id }, child);
        }

        if (args.DrillKeyId is not null) // a plan of its own: what drills send is not counted against a clinic
        {
            var drills = Allow($"{name}-drill-plan", settings with { RequestsPerMonth = args.Settings.Drills.RequestsPerMonth });
            _ = new UsagePlanKey($"{name}-drill-plan-key", new UsagePlanKeyArgs { KeyId = args.DrillKeyId, KeyType = "API_KEY", UsagePlanId = drills.Id }, child);
        }

        UsagePlan Allow(string plan, UsagePlanSettings limits) => new(plan, new UsagePlanArgs
        {
            ApiStages = [new UsagePlanApiStageArgs { ApiId = api.Id, Stage = stage.StageName }],
            ThrottleSettings = new UsagePlanThrottleSettingsArgs { RateLimit = limits.RatePerSecond, BurstLimit = limits.Burst },
            QuotaSettings = new UsagePlanQuotaSettingsArgs { Limit = limits.RequestsPerMonth, Period = "MONTH" },
        }, child);
    }
}
