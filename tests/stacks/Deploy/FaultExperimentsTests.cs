using System.Text.Json.Nodes;
using Appointments.Aws;
using Appointments.Checks;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Faults on purpose are an addition, off unless said. A mock cannot prove that the role is enough: the first experiment says so.</summary>
[Collection(nameof(Recorded))]
public sealed class FaultExperimentsTests(Recorded recorded)
{
    private const string Template = "aws:fis/experimentTemplate:ExperimentTemplate", Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Table = "aws:dynamodb/table:Table", RolePolicy = "aws:iam/rolePolicy:RolePolicy",
        Role = "aws:iam/role:Role", LogGroup = "aws:cloudwatch/logGroup:LogGroup";

    private static readonly string[] Regions = ["sa-east-1", "us-east-1"];

    private Task<ResourceGraph> WithAsync() => recorded.GraphAsync("prod", "faultInjection=true");

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task NoFault_IsThere_UnlessItIsSaid(string stack)
    {
        var graph = await recorded.GraphAsync(stack);

        Assert.True(graph.OfType(Role).Count() > 10);
        Assert.Empty(graph.OfType(Template));
        Assert.DoesNotContain(graph.Aws(), resource => resource.Name.Contains("faults"));
    }

    [Fact]
    public async Task TheSetting_AddsATemplatePerRegion_ItsRoleAndItsLog_AndChangesNothingElse()
    {
        var (without, with) = (await recorded.GraphAsync("prod"), await WithAsync());

        var added = with.Aws().Where(resource => without.Resources.All(before => before.Urn != resource.Urn)).Select(resource => resource.Name).Order();
        var changed = with.Resources.Where(resource => without.Resources.SingleOrDefault(before => before.Urn == resource.Urn) is { } before && before.Inputs.ToJsonString() != resource.Inputs.ToJsonString());

        Assert.Equal(Regions.SelectMany(region => new[] { "log", "policy", "replication-stopped", "role" }.Select(part => $"{region}-faults-{part}")).Order(), added);
        Assert.Empty(changed.Select(resource => resource.Name));
        Assert.Empty(PolicyPack.Check(with));
    }

    [Fact]
    public async Task ReplicationStopped_IsFissOwnAction_OnEveryTableOfItsRegion_AndEndsByTheRegionsAlarms()
    {
        var graph = await WithAsync();

        Assert.Equal(2, graph.OfType(Template).Count());
        Assert.All(graph.OfType(Template), template =>
        {
            var (action, target) = (template.Inputs["actions"]!.AsArray().Single()!, template.Inputs["targets"]!.AsArray().Single()!);
            Assert.Equal(("aws:dynamodb:global-table-pause-replication", "Tables", target["name"]!.ToString()), (action["actionId"]!.ToString(), action["target"]!["key"]!.ToString(), action["target"]!["value"]!.ToString()));
            Assert.Equal(("duration", "PT30M"), (action["parameters"]![0]!["key"]!.ToString(), action["parameters"]![0]!["value"]!.ToString()));
            Assert.Equal(("aws:dynamodb:global-table", "ALL"), (target["resourceType"]!.ToString(), target["selectionMode"]!.ToString()));
            Assert.Equal(TablesOf(graph, template.Region!).Select(table => table["arn"]!.ToString()).Order(), target["resourceArns"]!.AsArray().Select(arn => arn!.ToString()).Order());
            Assert.Equal(new[] { "api-client-5xx", "api-latency" }.Select(alarm => graph.Named(Alarm, $"{template.Region}-watch-alarms-{alarm}").Outputs["arn"]!.ToString()).Order(),
                template.Inputs["stopConditions"]!.AsArray().Select(stop => stop!["value"]!.ToString()).Order()); // what the composite alarm on the region stands on
            Assert.Equal("fail", template.Inputs["experimentOptions"]!["emptyTargetResolutionMode"]!.ToString());
            Assert.Equal(graph.Named(Role, $"{template.Region}-faults-role").Outputs["arn"]!.ToString(), template.Inputs["roleArn"]!.ToString());
            Assert.Equal(Recorded.Settings("prod").LogRetentionDays, graph.Named(LogGroup, $"{template.Region}-faults-log").Inputs["retentionInDays"]!.GetValue<int>());
        });
    }

    [Fact]
    public async Task AnotherRegionsAlarm_EndsNothing_AndThePolicySaysSo()
    {
        var graph = GraphJson.Read(GraphJson.Write(await WithAsync()));
        graph.Named(Template, "us-east-1-faults-replication-stopped").Inputs["stopConditions"]![0]!["value"] = graph.Named(Alarm, "sa-east-1-watch-alarms-api-latency").Outputs["arn"]!.ToString();

        var violation = Assert.Single(PolicyPack.Check(graph));

        Assert.Equal(("bounded-faults", "us-east-1-faults-replication-stopped", "no alarm of its region ends it"), (violation.Policy, violation.Resource, violation.What));
    }

    [Fact]
    public async Task TheRole_MayCutReplicationOfThisRegionsTables_OnlyForExperimentsOfThisAccountThere()
    {
        var graph = await WithAsync();

        Assert.All(Regions, region =>
        {
            var grants = graph.Named(RolePolicy, $"{region}-faults-policy").Grants().ToArray();
            var tables = TablesOf(graph, region).ToArray();
            Assert.Equal(tables.SelectMany(table => new[] { table["arn"]!.ToString(), table["streamArn"]!.ToString() }).Order(),
                grants.Where(grant => grant.Action is "dynamodb:PutResourcePolicy").Select(grant => grant.Resource).Order());
            Assert.Equal(["dynamodb:DeleteResourcePolicy", "dynamodb:DescribeTable", "dynamodb:GetResourcePolicy", "dynamodb:PutResourcePolicy"],
                grants.Select(grant => grant.Action).Where(action => action.StartsWith("dynamodb:")).Distinct().Order());
            Assert.All(grants.Where(grant => grant.Resource is not "*"), grant => Assert.Contains($":{region}:", grant.Resource));

            var trust = graph.Named(Role, $"{region}-faults-role").Json("assumeRolePolicy")["Statement"]!.AsArray().Single()!;
            Assert.Equal("fis.amazonaws.com", trust["Principal"]!["Service"]!.ToString());
            Assert.Equal("123456789012", trust["Condition"]!["StringEquals"]!["aws:SourceAccount"]!.ToString());
            Assert.Equal($"arn:aws:fis:{region}:123456789012:experiment/*", trust["Condition"]!["ArnLike"]!["aws:SourceArn"]!.ToString());
        });
    }

    [Fact]
    public async Task TheOutputs_SayWhichTemplateMakesWhichFault()
    {
        var graph = await WithAsync();

        var deployed = new StackOutputsReader("a file").Read(graph.Outputs.ToJsonString());

        Assert.Equal(Regions, deployed.Regions.Select(region => region.Name).Order());
        Assert.All(deployed.Regions, region => Assert.Equal([("replication-stopped", graph.Named(Template, $"{region.Name}-faults-replication-stopped").Outputs["id"]!.ToString())],
            region.FaultTemplates.Select(fault => (fault.Key, fault.Value))));
    }

    /// <summary>A table as its owner or one of its replicas.</summary>
    private static IEnumerable<JsonNode> TablesOf(ResourceGraph graph, string region) => graph.OfType(Table)
        .Select(table => table.Region == region ? table.Outputs : table.Outputs["replicas"]!.AsArray().Single(replica => replica!["regionName"]!.ToString() == region)!);
}
