using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Aws = Pulumi.Aws;

namespace Appointments.Tests.PulumiAws;

/// <summary>How resources arrive at the engine: type tokens, wire names, defaults, JSON, secrets.</summary>
[Collection(PulumiCollection.Name)]
public sealed class RegistrationTests
{
    private readonly RecordingMocks mocks = new();

    [Fact]
    public async Task Resources_RegisterUnderTheProvidersTokens()
    {
        await mocks.RunAsync(() =>
        {
            _ = new Aws.Sqs.Queue("queue");
            _ = new Aws.DynamoDB.Table("table");
            _ = new Aws.Lambda.Function("function", new() { Role = "arn:aws:iam::123456789012:role/r" });
            _ = new Aws.ApiGateway.RestApi("api");
            _ = new Aws.CloudWatch.LogGroup("log");
            _ = new Aws.Route53.HealthCheck("check", new() { Type = "HTTPS" });
        });

        Assert.Equal("aws:sqs/queue:Queue", mocks["queue"].Type);
        Assert.Equal("aws:dynamodb/table:Table", mocks["table"].Type);
        Assert.Equal("aws:lambda/function:Function", mocks["function"].Type);
        Assert.Equal("aws:apigateway/restApi:RestApi", mocks["api"].Type);
        Assert.Equal("aws:cloudwatch/logGroup:LogGroup", mocks["log"].Type);
        Assert.Equal("aws:route53/healthCheck:HealthCheck", mocks["check"].Type);
    }

    [Fact]
    public async Task Provider_SendsWhatIsNotTextAsJson()
    {
        await mocks.RunAsync(() => _ = new Aws.Provider("provider", new()
        {
            Region = "sa-east-1",
            AllowedAccountIds = ["123456789012"],
            DefaultTags = new Aws.Inputs.ProviderDefaultTagsArgs { Tags = { ["app"] = "appointments" } },
            MaxRetries = 3,
        }));

        var inputs = mocks["provider"].Inputs;
        Assert.Equal("pulumi:providers:aws", mocks["provider"].Type);
        Assert.Equal("sa-east-1", inputs["region"]);
        Assert.Equal("3", inputs["maxRetries"]);
        Assert.Equal("123456789012", Assert.Single(Json(inputs["allowedAccountIds"]).EnumerateArray()).GetString());
        Assert.Equal("appointments", Json(inputs["defaultTags"]).GetProperty("tags").GetProperty("app").GetString());
        Assert.Equal("false", inputs["skipCredentialsValidation"]); // the schema's defaults arrive too
        Assert.Equal("true", inputs["skipRegionValidation"]);
        Assert.False(inputs.ContainsKey("insecure"));
    }

    [Fact]
    public async Task InputWithADefault_ArrivesUnlessItIsSet()
    {
        await mocks.RunAsync(() =>
        {
            _ = new Aws.ApiGateway.ApiKey("unset");
            _ = new Aws.ApiGateway.ApiKey("set", new() { Description = "For the clinics" });
        });

        Assert.Equal("Managed by Pulumi", mocks["unset"].Inputs["description"]);
        Assert.Equal("For the clinics", mocks["set"].Inputs["description"]);
    }

    [Fact]
    public async Task SecretInput_IsSecretWhateverIsAssigned()
    {
        var (isValueSecret, isNameSecret, isProviderKeySecret) = (false, true, false);

        await mocks.RunAsync(async () =>
        {
            var key = new Aws.ApiGateway.ApiKeyArgs { Name = "clinics", Value = "a-key-of-at-least-twenty-characters" };
            var provider = new Aws.ProviderArgs { SecretKey = "none" };
            isValueSecret = await Output.IsSecretAsync(key.Value.ToOutput());
            isNameSecret = await Output.IsSecretAsync(key.Name.ToOutput());
            isProviderKeySecret = await Output.IsSecretAsync(provider.SecretKey.ToOutput());
            _ = new Aws.ApiGateway.ApiKey("key", key);
        });

        Assert.True(isValueSecret);
        Assert.False(isNameSecret);
        Assert.True(isProviderKeySecret);
        Assert.Equal("a-key-of-at-least-twenty-characters", mocks["key"].Inputs["value"]);
    }

    [Fact]
    public async Task ListsMapsEnumsAndNestedArgs_ArriveByWireName()
    {
        await mocks.RunAsync(() => _ = new Aws.Lambda.Function("function", new()
        {
            Role = "arn:aws:iam::123456789012:role/r",
            Runtime = Aws.Lambda.Runtime.CustomAL2023,
            Architectures = ["arm64"],
            MemorySize = 256,
            Environment = new Aws.Lambda.Inputs.FunctionEnvironmentArgs { Variables = { ["TABLE"] = Output.Create("appointments") } },
            Tags = new Dictionary<string, string> { ["app"] = "appointments" },
        }));

        var inputs = mocks["function"].Inputs;
        Assert.Equal("provided.al2023", inputs["runtime"]);
        Assert.Equal("arm64", Assert.Single((ImmutableArray<object>)inputs["architectures"]));
        Assert.Equal(256.0, inputs["memorySize"]);
        var variables = (ImmutableDictionary<string, object>)((ImmutableDictionary<string, object>)inputs["environment"])["variables"];
        Assert.Equal("appointments", variables["TABLE"]);
        Assert.Equal("appointments", ((ImmutableDictionary<string, object>)inputs["tags"])["app"]);
    }

    [Fact]
    public async Task RequiredInputThatIsNotSet_FailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => mocks.RunAsync(() => _ = new Aws.Sqs.QueuePolicy("policy", new() { Policy = "{}" })));

        Assert.Contains("QueueUrl", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SecretOutputs_AreAskedForBesideThoseOfTheCaller()
    {
        List<string> asked = [];
        var options = new CustomResourceOptions { AdditionalSecretOutputs = { "name" } };
        options.ResourceTransformations.Add(args =>
        {
            asked.AddRange(((CustomResourceOptions)args.Options).AdditionalSecretOutputs);
            return null;
        });

        await mocks.RunAsync(() => _ = new Aws.ApiGateway.ApiKey("key", null, options));

        Assert.Equal(["name", "value"], asked.Order());
    }

    private static JsonElement Json(object text) => JsonDocument.Parse((string)text).RootElement;
}
