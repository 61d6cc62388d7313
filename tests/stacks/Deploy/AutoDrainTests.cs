using System.Text.Json.Nodes;
using Appointments.Checks;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class AutoDrainTests(Recorded recorded)
{
    private const string Function = "aws:lambda/function:Function", Subscription = "aws:sns/topicSubscription:TopicSubscription", Permission = "aws:lambda/permission:Permission",
        RolePolicy = "aws:iam/rolePolicy:RolePolicy", Queue = "aws:sqs/queue:Queue", Topic = "aws:sns/topic:Topic", Table = "aws:dynamodb/table:Table";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    public static TheoryData<string, string> StacksAndModes => new() { { "dev", "on" }, { "dev", "dry-run" }, { "prod", "on" }, { "prod", "dry-run" } };

    [Theory, MemberData(nameof(Stacks))]
    public async Task Off_IsTheDefault_AndDeclaresNothing(string stack)
    {
        var graph = await recorded.GraphAsync(stack);

        Assert.DoesNotContain(graph.Resources, resource => resource.Name.Contains("auto-drain"));
    }

    [Theory, MemberData(nameof(StacksAndModes))]
    public async Task EachRegionsAlarm_ReachesItself_AndTheRegionThatWatchesIt_AndNoOtherAlarmDoes(string stack, string mode)
    {
        string[] overrides = [$"autoDrain={mode}", "regions=[us-east-1, sa-east-1, eu-west-1]"];
        var graph = await recorded.GraphAsync(stack, overrides);
        var settings = Recorded.Settings(stack, overrides);
        var subscriptions = graph.OfType(Subscription).Where(subscription => subscription.Inputs["protocol"]!.ToString() is "lambda").ToArray();

        Assert.Equal(settings.Regions.SelectMany(region => new[] { $"{region} {region}", $"{region} {settings.WatcherOf(region)}" }).Order(),
            subscriptions.Select(subscription => $"{subscription.Region} {graph.OfType(Function).Single(function => function.Outputs["arn"]!.ToString() == subscription.Inputs["endpoint"]!.ToString()).Region}").Order());
        Assert.All(subscriptions, subscription =>
        {
            var alarm = graph.Named("aws:cloudwatch/metricAlarm:MetricAlarm", $"{subscription.Region}-watch-alarms-api-client-5xx");
            Assert.Equal("MessageBody", subscription.Inputs["filterPolicyScope"]!.ToString());
            Assert.Equal($$"""{"AlarmName":["{{alarm.Outputs["name"]}}"]}""", subscription.Inputs["filterPolicy"]!.ToString());
            Assert.Equal(alarm.Inputs["alarmActions"]![0]!.ToString(), subscription.Inputs["topic"]!.ToString());
            Assert.Equal(subscription.Region, graph.OfType(Queue).Single(queue => queue.Outputs["arn"]!.ToString() == subscription.Json("redrivePolicy")["deadLetterTargetArn"]!.ToString()).Region);
        });
    }

    [Theory, MemberData(nameof(StacksAndModes))]
    public async Task EveryTopic_MayInvokeTheFunctionsThatAreSubscribedToIt_AndPutOnItsQueueWhatItCannotDeliver(string stack, string mode)
    {
        var graph = await recorded.GraphAsync(stack, $"autoDrain={mode}");
        var permissions = graph.OfType(Permission).Where(permission => permission.Inputs["principal"]!.ToString() is "sns.amazonaws.com").ToArray();

        Assert.Equal(4, permissions.Length);
        Assert.All(graph.OfType(Subscription), subscription => Assert.Single(permissions, permission =>
            permission.Inputs["sourceArn"]!.ToString() == subscription.Inputs["topic"]!.ToString() && subscription.Inputs["endpoint"]!.ToString().EndsWith($":{permission.Inputs["function"]}")));
        foreach (var region in new[] { "us-east-1", "sa-east-1" })
        {
            var statement = graph.Named("aws:sqs/queuePolicy:QueuePolicy", $"{region}-auto-drain-failures-policy").Json("policy")["Statement"]!.AsArray().Single(each => each!["Effect"]!.ToString() is "Allow")!;
            Assert.Equal(graph.Named(Topic, $"{region}-watch-topic").Outputs["arn"]!.ToString(), statement["Condition"]!["ArnEquals"]!["aws:SourceArn"]!.ToString());
            Assert.Equal(graph.Named(Queue, $"{region}-auto-drain-failures").Outputs["arn"]!.ToString(), statement["Resource"]!.ToString());
        }
    }

    [Theory]
    [InlineData("on", "dynamodb:ConditionCheckItem dynamodb:GetItem dynamodb:PutItem kms:Decrypt kms:GenerateDataKey sns:Publish sqs:SendMessage")]
    [InlineData("dry-run", "dynamodb:GetItem dynamodb:PutItem kms:Decrypt kms:GenerateDataKey sns:Publish sqs:SendMessage")]
    public async Task ItsRole_MayMarkJustTheWatchedRegion_InTheArbitersTable(string mode, string actions)
    {
        var graph = await recorded.GraphAsync("prod", $"autoDrain={mode}");
        var policy = graph.Named(RolePolicy, "sa-east-1-auto-drain-policy");
        var table = graph.Named(Table, "global-regions").Outputs;
        var writes = policy.Json("policy")["Statement"]!.AsArray().Where(statement => statement!["Action"]!.ToJsonString().Contains("PutItem"))
            .Select(statement => $"{statement!["Resource"]![0]} {string.Join(' ', statement["Condition"]!["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]!.AsArray())}").ToArray();

        Assert.Equal(actions, string.Join(' ', policy.Grants().Select(grant => grant.Action).Where(action => !action.StartsWith("logs:")).Distinct().Order()));
        string[] expected = [$"{table["replicas"]![0]!["arn"]} alarm#sa-east-1#*", $"{table["arn"]} us-east-1 act#*#drain#us-east-1#autoDrain"];
        Assert.Equal(expected[..(mode is "on" ? 2 : 1)], writes);
    }

    [Theory, MemberData(nameof(StacksAndModes))]
    public async Task TheFunction_IsToldWhomItWatches_AndLambdaTellsPeopleWhatItDecided(string stack, string mode)
    {
        var graph = await recorded.GraphAsync(stack, $"autoDrain={mode}");
        var settings = Recorded.Settings(stack);
        var function = graph.Named(Function, "sa-east-1-auto-drain");
        var variables = function.Inputs["environment"]!["variables"]!;
        var invoke = graph.Named("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "sa-east-1-auto-drain-invoke").Inputs;

        Assert.Equal(("DrainRegion", mode, "us-east-1", "us-east-1,sa-east-1", "us-east-1", $"https://{settings.Dns.OriginOf("sa-east-1")}/Prod/health", graph.Named(Table, "global-regions").Outputs["name"]!.ToString()),
            (function.Inputs["handler"]!.ToString(), variables["AUTO_DRAIN"]!.ToString(), variables["WATCHED_REGION"]!.ToString(), variables["REGIONS"]!.ToString(), variables["ARBITER_REGION"]!.ToString(),
                variables["HEALTH_URL"]!.ToString(), variables["REGIONS_TABLE"]!.ToString()));
        Assert.Equal((2, 900), (invoke["maximumRetryAttempts"]!.GetValue<int>(), invoke["maximumEventAgeInSeconds"]!.GetValue<int>()));
        Assert.Equal(graph.Named(Topic, "sa-east-1-watch-topic").Outputs["arn"]!.ToString(), invoke["destinationConfig"]!["onSuccess"]!["destination"]!.ToString());
        Assert.Equal(graph.Named(Queue, "sa-east-1-auto-drain-failures").Outputs["arn"]!.ToString(), invoke["destinationConfig"]!["onFailure"]!["destination"]!.ToString());
    }

    [Theory, MemberData(nameof(StacksAndModes))]
    public async Task ThePolicies_AreSilent_AndFunctionAndQueueAreWatchedAsTheOthersAre(string stack, string mode)
    {
        var graph = await recorded.GraphAsync(stack, $"autoDrain={mode}");
        var alarms = graph.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").Select(alarm => alarm.Name).Where(name => name.StartsWith("us-east-1-auto-drain-")).Order();

        Assert.Empty(PolicyPack.Check(graph));
        Assert.Equal(["us-east-1-auto-drain-alarms-auto-drain-duration", "us-east-1-auto-drain-alarms-auto-drain-errors", "us-east-1-auto-drain-alarms-auto-drain-failures-depth", "us-east-1-auto-drain-alarms-auto-drain-throttles"], alarms);
        Assert.Contains("us-east-1-auto-drain", graph.OfType("aws:cloudwatch/dashboard:Dashboard").Single().Inputs["dashboardBody"]!.ToString());
    }

    [Fact]
    public async Task EveryResourceOfIt_IsInTheRegionThatItsNameClaims_AndTheSameInEach()
    {
        string[] overrides = ["autoDrain=on", "regions=[us-east-1, sa-east-1, eu-west-1]"];
        var graph = await recorded.GraphAsync("prod", overrides);
        var settings = Recorded.Settings("prod", overrides);
        var own = graph.Aws().Where(resource => resource.Name.Contains("auto-drain")).ToArray();

        Assert.All(own, resource => Assert.Equal(Names.ProviderOf(resource.Name, settings), resource.Provider));
        Assert.Single(settings.Regions.Select(region => string.Join(' ', own.Where(resource => resource.Region == region).Select(resource => $"{resource.Type} {resource.Name[region.Length..]}").Order())).Distinct());
        Assert.True(own.Length >= 3 * 15);
    }
}
