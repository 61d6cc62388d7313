using System.Text.RegularExpressions;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed partial class RegionsTests(Recorded recorded)
{
    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory, MemberData(nameof(Stacks))]
    public async Task WhatIsInOneRegion_IsInEach_WithTheSameInputs(string stack)
    {
        const string three = "regions=[us-east-1, sa-east-1, eu-west-1]";
        var graph = await recorded.GraphAsync(stack, three);
        var settings = Recorded.Settings(stack, three);
        var regions = new[] { "us-east-1", "sa-east-1", "eu-west-1" };

        var byRegion = regions.Select(region => graph.Resources
            .Where(resource => resource.Name.StartsWith($"{region}-") && resource.Name != Names.DataKey(region) && !resource.Name.StartsWith(Names.BackupCopies(region))) // of these one region has the first
            .Select(resource => Anonymous($"{resource.Type} {resource.Name} {resource.Inputs.ToJsonString()}", region, settings.WatchedBy(region), settings.WatcherOf(region)))
            .Order().ToArray()).ToArray();

        Assert.True(byRegion[0].Length > 100);
        Assert.Equal(byRegion[0], byRegion[1]);
        Assert.Equal(byRegion[0], byRegion[2]);
    }

    /// <summary>The text without its region, the one that it watches, the third, which watches it, and the hashes that come from names.</summary>
    private static string Anonymous(string text, string region, string watched, string watcher) =>
        Hash().Replace(text.Replace(region, "REGION").Replace(watched, "WATCHED").Replace(watcher, "WATCHER"), "HASH");

    [GeneratedRegex("[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{26}|[0-9a-f]{10}|[0-9a-f]{7}")]
    private static partial Regex Hash();

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryAwsResource_UsesTheProviderThatItsNameClaims(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var settings = Recorded.Settings(stack);

        var strays = graph.Aws().Where(resource => !resource.Read && resource.Provider != Names.ProviderOf(resource.Name, settings));

        Assert.True(graph.Aws().Count() > 60);
        Assert.Empty(strays.Select(resource => $"{resource.Type} {resource.Name} uses {resource.Provider}"));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryProvider_IsForOneRegion_AndTagsWhatItMakes(string stack)
    {
        var providers = (await recorded.GraphAsync(stack)).OfType("pulumi:providers:aws").ToArray();

        Assert.Equal(Recorded.Settings(stack).Regions.Select(region => (region, region)).Append(("global", "us-east-1")).Order(),
            providers.Select(provider => (provider.Name, provider.Inputs["region"]!.ToString())).Order());
        Assert.All(providers, provider =>
        {
            var tags = provider.Json("defaultTags")["tags"]!;
            Assert.Equal(("appointments", stack, "pulumi"), (tags["application"]!.ToString(), tags["environment"]!.ToString(), tags["managed-by"]!.ToString()));
        });
    }

    [Fact]
    public async Task AnAccountThatIsSaid_IsTheOnlyOneAllowed()
    {
        var providers = (await recorded.GraphAsync("prod", "accountId=123456789012")).OfType("pulumi:providers:aws").ToArray();

        Assert.Equal(3, providers.Length);
        Assert.All(providers, provider => Assert.Contains("123456789012", provider.Inputs["allowedAccountIds"]!.ToString()));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task Tables_AreReplicatedToEveryOtherRegion_AndRecoverable(string stack)
    {
        var tables = (await recorded.GraphAsync(stack)).OfType("aws:dynamodb/table:Table").ToArray();
        var settings = Recorded.Settings(stack);

        Assert.Equal(["global-appointments", "global-quarantine", "global-regions"], tables.Select(table => table.Name));
        Assert.All(tables, table =>
        {
            var replicas = table.Inputs["replicas"]!.AsArray();
            Assert.Equal(settings.Regions.Remove(settings.PrimaryRegion), replicas.Select(replica => replica!["regionName"]!.ToString()).ToArray());
            Assert.All(replicas, replica => Assert.True(replica!["pointInTimeRecovery"]!.GetValue<bool>()));
            Assert.True(table.Inputs["pointInTimeRecovery"]!["enabled"]!.GetValue<bool>());
            Assert.True(table.Inputs["serverSideEncryption"]!["enabled"]!.GetValue<bool>());
            Assert.Equal("NEW_AND_OLD_IMAGES", table.Inputs["streamViewType"]!.ToString());
            Assert.Equal(settings.ProtectData, table.Inputs["deletionProtectionEnabled"]!.GetValue<bool>());
            Assert.All(replicas, replica => Assert.Equal(settings.ProtectData, replica!["deletionProtectionEnabled"]!.GetValue<bool>()));
        });
    }

    [Fact]
    public async Task TheIndex_HasTheOriginalSystemsName_AndSparseKeys()
    {
        var table = (await recorded.GraphAsync("dev")).Named("aws:dynamodb/table:Table", "global-appointments");

        var index = Assert.Single(table.Inputs["globalSecondaryIndexes"]!.AsArray())!;

        Assert.Equal("country-status-index", index["name"]!.ToString());
        Assert.Equal(["HASH listed_country", "RANGE listed_status"], index["keySchemas"]!.AsArray().Select(key => $"{key!["keyType"]} {key["attributeName"]}"));
    }

    [Fact]
    public async Task ASecret_IsNowhereInTheGraph()
    {
        var graph = await recorded.GraphAsync("dev", "apiKey=a-very-secret-key-0001");

        Assert.Equal(2, graph.OfType("aws:apigateway/apiKey:ApiKey").Count(key => key.Inputs["value"]!.ToString() == "[secret]"));
        Assert.DoesNotContain("a-very-secret-key-0001", GraphJson.Write(graph));
    }
}
