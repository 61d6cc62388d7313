using Appointments.Checks;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class PerformanceTests(Recorded recorded)
{
    private const string Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping", Function = "aws:lambda/function:Function", Stage = "aws:apigateway/stage:Stage", MethodSettings = "aws:apigateway/methodSettings:MethodSettings";

    private static readonly string[] Cached = ["apiCacheGigabytes=0.5", "apiCacheSeconds=7"];

    [Fact]
    public async Task Registrations_AreTakenAsTheSettingsSay_InEveryCountryAndRegion()
    {
        var graph = await recorded.GraphAsync("prod", "registrationBatchSize=3", "registrationConcurrency=5");
        var mappings = graph.OfType(Mapping).Where(mapping => mapping.Name.EndsWith("-register-source")).ToArray();

        Assert.Equal(4, mappings.Length);
        Assert.All(mappings, mapping => Assert.Equal((3, 5), ((int)mapping.Inputs["batchSize"]!, (int)mapping.Inputs["scalingConfig"]!["maximumConcurrency"]!)));
        Assert.All(mappings, mapping => Assert.Null(mapping.Inputs["maximumBatchingWindowInSeconds"])); // a FIFO queue takes none
        Assert.All(graph.OfType(Mapping).Where(mapping => mapping.Name.EndsWith("-dead-letters-source")), mapping => Assert.Equal((10, 5), ((int)mapping.Inputs["batchSize"]!, (int)mapping.Inputs["scalingConfig"]!["maximumConcurrency"]!)));
    }

    [Fact]
    public async Task NothingIsReservedOrLimited_UnlessSaid()
    {
        var graph = await recorded.GraphAsync("prod");

        Assert.All(graph.OfType(Function), function => Assert.Null(function.Inputs["reservedConcurrentExecutions"]));
        Assert.All(graph.OfType(Mapping), mapping => Assert.Null(mapping.Inputs["scalingConfig"]));
        Assert.All(graph.OfType(Stage), stage => Assert.Null(stage.Inputs["cacheClusterEnabled"]));
        Assert.Empty(graph.OfType(MethodSettings));
    }

    [Fact]
    public async Task AReservation_IsEachFunctionsOwn()
    {
        var functions = (await recorded.GraphAsync("prod", "functionReservedConcurrency=7", "registrationConcurrency=7")).OfType(Function).ToArray();

        Assert.True(functions.Length >= 14);
        Assert.All(functions, function => Assert.Equal(7, (int)function.Inputs["reservedConcurrentExecutions"]!));
    }

    [Fact]
    public async Task TheCache_HoldsListsAlone_Encrypted_AndNobodyEmptiesIt()
    {
        var graph = await recorded.GraphAsync("prod", Cached);

        foreach (var region in new[] { "us-east-1", "sa-east-1" })
        {
            var stage = graph.Named(Stage, $"{region}-api-stage").Inputs;
            Assert.Equal((true, "0.5"), ((bool)stage["cacheClusterEnabled"]!, stage["cacheClusterSize"]!.ToString()));
            var methods = graph.OfType(MethodSettings).Where(settings => settings.Region == region).ToDictionary(settings => settings.Inputs["methodPath"]!.ToString(), settings => settings.Inputs["settings"]!);
            Assert.Equal(["*/*", "appointments/GET"], methods.Keys.Order());
            Assert.False((bool)methods["*/*"]["cachingEnabled"]!);
            Assert.True((bool)methods["appointments/GET"]["cachingEnabled"]!);
            Assert.Equal(7, (int)methods["appointments/GET"]["cacheTtlInSeconds"]!);
            Assert.True((bool)methods["appointments/GET"]["requireAuthorizationForCacheControl"]!);
            Assert.All(methods.Values, settings => Assert.True((bool)settings["cacheDataEncrypted"]!));
        }
        Assert.Empty(PolicyPack.Check(graph));
    }

    /// <summary>A filter that is not in the key would give one country's list to who asks for another's.</summary>
    [Fact]
    public async Task ACachedList_IsFoundByEverythingThatItDependsOn()
    {
        var list = (await recorded.GraphAsync("prod", Cached)).Named("aws:apigateway/restApi:RestApi", "us-east-1-api").Json("body")["paths"]!["/appointments"]!["get"]!;

        var key = list["x-amazon-apigateway-integration"]!["cacheKeyParameters"]!.AsArray().Select(parameter => parameter!.ToString()).ToArray();

        Assert.Contains("method.request.header.x-api-key", key);
        Assert.Equal(list["parameters"]!.AsArray().Select(parameter => $"method.request.{(parameter!["in"]!.ToString() is "query" ? "querystring" : "header")}.{parameter["name"]}").Order(), key.Order());
        Assert.Equal(5, key.Length);
    }

    [Fact]
    public async Task WithoutACache_TheApiIsAsItWas()
    {
        var body = (await recorded.GraphAsync("prod")).Named("aws:apigateway/restApi:RestApi", "us-east-1-api").Inputs["body"]!.ToString();

        Assert.DoesNotContain("cacheKeyParameters", body);
    }
}
