using System.Text.Json.Nodes;
using Appointments.Aws;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>What the program puts out is what operators' tools read: one truth.</summary>
[Collection(nameof(Recorded))]
public sealed class StackOutputsTests(Recorded recorded)
{
    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    private static DeployedStack Read(JsonObject outputs) => new StackOutputsReader("a file").Read(outputs.ToJsonString());

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheOutputs_AreTheDeployment(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var settings = Recorded.Settings(stack);

        var deployed = Read(graph.Outputs);

        Assert.Equal(settings.Regions, deployed.Regions.Select(region => region.Name));
        Assert.Equal(settings.Countries.OrderBy(country => country.Code), deployed.Countries);
        Assert.Equal(($"https://{settings.Dns.Api}/Prod", $"https://{settings.Dns.Origin}/Prod"), (deployed.Edge.ToString(), deployed.Origin.ToString()));
        Assert.Equal(TimeSpan.FromSeconds((3 * settings.Dns.HealthCheckIntervalSeconds) + settings.Dns.RecordTtlSeconds), deployed.SettlesWithin);
        Assert.Equal(["global-appointments", "global-quarantine", "global-regions"], new[] { deployed.Tables.Appointments, deployed.Tables.Quarantine, deployed.Tables.Regions }
            .Select(table => graph.OfType("aws:dynamodb/table:Table").Single(each => each.Outputs["name"]!.ToString() == table).Name));
        Assert.All(deployed.Regions, region =>
        {
            Assert.Equal((settings.WatcherOf(region.Name), $"https://{settings.Dns.OriginOf(region.Name)}/Prod", null), (region.Watcher, region.Stage.ToString(), region.Endpoints));
            Assert.Equal(graph.OfType("aws:lambda/function:Function").Where(function => function.Region == region.Name).Select(function => function.Outputs["name"]!.ToString()).Order(), region.Functions.Order());
            Assert.Empty(region.FaultTemplates);
            var queues = graph.OfType("aws:sqs/queue:Queue").Where(queue => queue.Region == region.Name).ToDictionary(queue => queue.Outputs["url"]!.ToString(), queue => queue.Name);
            Assert.Equal(settings.Countries.Select(country => (country.Code, $"{region.Name}-{country.Path}-queue", $"{region.Name}-{country.Path}-queue-dead")).Order(),
                region.Queues.Select(queue => (queue.Key, queues[queue.Value.Url.ToString()], queues[queue.Value.DeadLetters.ToString()])).Order());
        });
    }

    [Fact]
    public async Task TheFunctions_AreAllOfThem_WithWhatDrains()
    {
        var graph = await recorded.GraphAsync("prod", "autoDrain=on");

        var functions = graph.OfType("aws:lambda/function:Function").Where(function => function.Region is "us-east-1").ToArray();

        Assert.Contains(functions, function => function.Name.EndsWith("-auto-drain"));
        Assert.Equal(functions.Select(function => function.Outputs["name"]!.ToString()).Order(), Read(graph.Outputs).In("us-east-1").Functions.Order());
    }

    [Fact]
    public async Task AMissingOutput_IsNamed_WithTheCommandThatMendsIt()
    {
        var outputs = (await recorded.GraphAsync("dev")).Outputs;

        Assert.NotEmpty(outputs);
        Assert.All(outputs.Select(output => output.Key).ToArray(), name =>
        {
            var lacking = outputs.DeepClone().AsObject();
            lacking.Remove(name);
            var problem = Assert.Throws<StackOutputsException>(() => Read(lacking));
            Assert.StartsWith($"a file lacks {name}: ", problem.Message);
            Assert.Contains("pulumi stack output --json --stack STACK > FILE", problem.Message);
        });
    }

    [Fact]
    public void WhatIsNoJson_IsSaid() =>
        Assert.StartsWith("a file is not JSON", Assert.Throws<StackOutputsException>(() => new StackOutputsReader("a file").Read("error: no stack")).Message);

    [Theory, MemberData(nameof(Stacks))]
    public async Task NoOutput_IsASecret(string stack)
    {
        var text = (await recorded.GraphAsync(stack)).Outputs.ToJsonString();

        Assert.True(text.Length > 1000);
        Assert.DoesNotContain("[secret]", text);
    }

    /// <summary>Every resource by its ARN, changes of region names alone.</summary>
    [Fact]
    public async Task ThePolicyForOperators_NamesEveryTableAndQueue_AndNoOtherWildcardThanTheTrails()
    {
        var graph = await recorded.GraphAsync("prod");

        var policy = OperatorPolicy.Document(Read(graph.Outputs));

        Assert.Equal("\"act#*\"", Assert.Single(policy.Split('\n'), line => line.Contains('*')).Trim()); // the trail's keys, and nothing else
        var statements = JsonNode.Parse(policy)!["Statement"]!.AsArray();
        var named = statements.SelectMany(statement => statement!["Resource"]!.AsArray()).Select(arn => arn!.ToString()).ToHashSet();
        var owned = graph.OfType("aws:sqs/queue:Queue").Select(queue => queue.Outputs["arn"]!.ToString()).Where(arn => !arn.Contains("reconcile"))
            .Concat(graph.OfType("aws:dynamodb/table:Table").SelectMany(table => table.Outputs["replicas"]!.AsArray().Select(replica => replica!["arn"]!.ToString()).Append(table.Outputs["arn"]!.ToString())));
        Assert.Equal(owned.Order(), named.Order());
        Assert.DoesNotContain("dynamodb:DeleteItem", policy);
        var puts = statements.Single(statement => statement!["Sid"]!.ToString() is "NoAlarmIsWritten")!; // by which autoDrain would drain
        Assert.Equal(["us-east-1", "sa-east-1", "probe#us-east-1", "probe#sa-east-1", "act#*"], puts["Condition"]!["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]!.AsArray().Select(name => name!.ToString()));
        Assert.Equal(["WhetherReplicationWorks", "NoAlarmIsWritten"], statements.Where(statement => statement!["Action"]!.AsArray().Any(action => action!.ToString() is "dynamodb:PutItem")).Select(statement => statement!["Sid"]!.ToString()).OrderDescending());
        var changes = statements.Single(statement => statement!["Sid"]!.ToString() is "OnlyMarksAreTakenAway")!;
        var looks = statements.Single(statement => statement!["Sid"]!.ToString() is "WhetherReplicationWorks")!; // of patients' items none is read or written so
        Assert.Equal(["probe#us-east-1", "probe#sa-east-1"], looks["Condition"]!["ForAllValues:StringEquals"]!["dynamodb:LeadingKeys"]!.AsArray().Select(name => name!.ToString()));
        Assert.Equal(["us-east-1", "sa-east-1"], changes["Condition"]!["ForAllValues:StringEquals"]!["dynamodb:LeadingKeys"]!.AsArray().Select(name => name!.ToString()));
    }
}
