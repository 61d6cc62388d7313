using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Checks;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Each policy is silent on what is deployed and speaks on a copy of it that was broken in one place.</summary>
[Collection(nameof(Recorded))]
public sealed class PoliciesTests(Recorded recorded)
{
    private const string Queue = "aws:sqs/queue:Queue", Table = "aws:dynamodb/table:Table", Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping", RolePolicy = "aws:iam/rolePolicy:RolePolicy",
        Stage = "aws:apigateway/stage:Stage", MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryPolicy_IsSilent_OnWhatIsDeployed(string stack)
    {
        var violations = PolicyPack.Check(await recorded.GraphAsync(stack));

        Assert.Equal(12, PolicyPack.All.Select(policy => policy.Name).Distinct().Count());
        Assert.Empty(violations);
    }

    private static readonly (string Policy, string Type, string Name, Action<GraphResource> Break)[] Breaks =
    [
        ("nothing-public", "aws:lambda/permission:Permission", "us-east-1-api-list-permission", resource => resource.Inputs.Remove("sourceArn")),
        ("nothing-public", "aws:iam/role:Role", "us-east-1-api-role", resource => resource.Inputs["assumeRolePolicy"] = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}"""),
        ("open-routes", "aws:apigateway/restApi:RestApi", "us-east-1-api", resource => Rewrite(resource, "body", body => body["paths"]!["/peru"]!["post"]!.AsObject().Remove("security"))),
        ("encryption-at-rest", Queue, "us-east-1-peru-queue", resource => resource.Inputs.Remove("kmsMasterKeyId")),
        ("encryption-at-rest", Table, "global-appointments", resource => resource.Inputs["serverSideEncryption"]!["enabled"] = false),
        ("encryption-in-transit", "aws:route53/healthCheck:HealthCheck", "global-routing-us-east-1-serves", resource => resource.Inputs["type"] = "HTTP"),
        ("encryption-in-transit", "aws:apigateway/domainName:DomainName", "us-east-1-origin-own", resource => resource.Inputs.Remove("securityPolicy")),
        ("log-retention", "aws:cloudwatch/logGroup:LogGroup", "us-east-1-reconcile-log", resource => resource.Inputs.Remove("retentionInDays")),
        ("log-retention", "aws:lambda/function:Function", "us-east-1-reconcile", resource => resource.Inputs.Remove("loggingConfig")),
        ("tags", "pulumi:providers:aws", "global", resource => resource.Inputs.Remove("defaultTags")),
        ("tags", Table, "global-regions", resource => resource.Inputs["replicas"]![0]!.AsObject().Remove("propagateTags")),
        ("tags", "aws:route53/healthCheck:HealthCheck", "global-routing-us-east-1", resource => resource.Inputs["tags"]!["environment"] = "another"),
        ("least-privilege", RolePolicy, "us-east-1-reconcile-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Action"]![0] = "dynamodb:*")),
        ("least-privilege", RolePolicy, "us-east-1-reconcile-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Resource"]![0] = "*")),
        ("no-plain-secrets", "aws:apigateway/apiKey:ApiKey", "us-east-1-api-key", resource => resource.Inputs["value"] = "for-all-to-read-0001"),
        ("no-plain-secrets", "aws:lambda/function:Function", "us-east-1-reconcile", resource => resource.Inputs["environment"]!["variables"]!["ORIGIN_SECRET"] = "for-all-to-read-0001"),
        ("no-plain-secrets", "aws:lambda/function:Function", "us-east-1-reconcile", resource => resource.Inputs["description"] = "AKIAABCDEFGHIJKLMNOP"),
        ("dead-letters", Queue, "us-east-1-peru-queue", resource => resource.Inputs.Remove("redrivePolicy")),
        ("dead-letters", Mapping, "us-east-1-reconcile-source", resource => resource.Inputs.Remove("destinationConfig")),
        ("dead-letters", Mapping, "us-east-1-reconcile-source", resource => resource.Inputs.Remove("maximumRetryAttempts")),
        ("dead-letters", "aws:lambda/permission:Permission", "us-east-1-api-list-permission", resource => resource.Inputs["principal"] = "sns.amazonaws.com"),
        ("fifo-pairs", Queue, "us-east-1-peru-queue-dead", resource => resource.Inputs.Remove("fifoQueue")),
        ("fifo-pairs", Queue, "us-east-1-peru-queue-dead", resource => resource.Inputs["messageRetentionSeconds"] = 60),
        ("fifo-pairs", Queue, "us-east-1-peru-queue", resource => resource.Inputs["visibilityTimeoutSeconds"] = 30),
        ("fifo-pairs", "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "us-east-1-peru-queue-dead-allow", resource => Rewrite(resource, "redriveAllowPolicy", policy => policy["redrivePermission"] = "allowAll")),
        ("log-retention", Stage, "us-east-1-api-stage", resource => resource.Inputs.Remove("accessLogSettings")),
        ("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs.Remove("alarmActions")),
        ("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs["alarmActions"]![0] = resource.Inputs["alarmActions"]![0]!.ToString().Replace("us-east-1:", "sa-east-1:")),
        ("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs["actionsEnabled"] = false),
        ("alarm-actions", "aws:cloudwatch/compositeAlarm:CompositeAlarm", "us-east-1-watch-alarms-region", resource => resource.Inputs["alarmDescription"] = "Something is wrong."),
        ("alarm-actions", "aws:budgets/budget:Budget", "global-watch-budget", resource => resource.Inputs["notifications"]![1]!["subscriberSnsTopicArns"] = new JsonArray()),
        ("alarm-actions", "aws:budgets/budget:Budget", "global-watch-budget", resource => resource.Inputs.Remove("notifications")),
        ("stateful-protection", Table, "global-appointments", resource => resource.Inputs.Remove("deletionProtectionEnabled")),
        ("stateful-protection", Table, "global-appointments", resource => resource.Inputs["pointInTimeRecovery"]!["enabled"] = false),
        ("stateful-protection", Table, "global-appointments", resource => resource.Inputs["replicas"]![0]!["pointInTimeRecovery"] = false),
        ("stateful-protection", Table, "global-appointments", resource => resource.Inputs["replicas"]![0]!["deletionProtectionEnabled"] = false),
        ("stateful-protection", "aws:backup/selection:Selection", "global-backups-tables", resource => resource.Inputs["resources"]!.AsArray().RemoveAt(0)),
        ("stateful-protection", "aws:backup/plan:Plan", "global-backups", resource => resource.Inputs["rules"]![0]!["targetVaultName"] = "another"),
        ("stateful-protection", "aws:backup/plan:Plan", "global-backups", resource => resource.Inputs["rules"]![0]!.AsObject().Remove("schedule")),
        ("stateful-protection", "aws:backup/plan:Plan", "global-backups", resource => resource.Inputs["rules"]![0]!.AsObject().Remove("lifecycle")),
    ];

    public static TheoryData<int> EachBreak => new(Enumerable.Range(0, Breaks.Length));

    [Theory, MemberData(nameof(EachBreak))]
    public async Task APolicy_Speaks_OfWhatWasBroken(int index)
    {
        var (policy, type, name, change) = Breaks[index];
        var broken = GraphJson.Read(GraphJson.Write(await recorded.GraphAsync("prod")));
        change(broken.Named(type, name));

        var violations = PolicyPack.Check(broken);

        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Equal(policy, violation.Policy));
        Assert.All(violations, violation => Assert.NotEmpty(violation.Todo));
    }

    [Fact]
    public void EveryPolicy_HasABreakOfItsOwn() =>
        Assert.Equal(PolicyPack.All.Select(policy => policy.Name).Order(), Breaks.Select(each => each.Policy).Distinct().Order());

    [Fact]
    public async Task ATable_ThatPulumiWouldDelete_IsSeen_ButNotInDev()
    {
        static ResourceGraph Unprotected(ResourceGraph graph) => graph with { Resources = [.. graph.Resources.Select(resource => resource with { Protect = false })] };

        var prod = PolicyPack.Check(Unprotected(await recorded.GraphAsync("prod")));
        var dev = PolicyPack.Check(Unprotected(await recorded.GraphAsync("dev")));

        Assert.Equal(["global-appointments", "global-backups-vault", "global-quarantine", "global-regions", "sa-east-1-backup-copies", "sa-east-1-data-key", "us-east-1-data-key"], prod.Select(violation => violation.Resource).Order());
        Assert.Empty(dev);
    }

    [Theory]
    [InlineData("nothing-public", "aws:s3/bucket:Bucket", "{}", "a bucket that could be made public")]
    [InlineData("nothing-public", "aws:lambda/functionUrl:FunctionUrl", """{"authorizationType":"NONE"}""", "a function URL without authorization")]
    [InlineData("encryption-at-rest", "aws:sns/topic:Topic", "{}", "stores data unencrypted")]
    [InlineData("encryption-at-rest", "aws:kms/key:Key", "{}", "a key that does not rotate")]
    [InlineData("encryption-in-transit", "aws:sns/topicSubscription:TopicSubscription", """{"protocol":"http"}""", "delivers over HTTP")]
    [InlineData("least-privilege", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", """{"policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}""", "attaches arn:aws:iam::aws:policy/AdministratorAccess, which others write")]
    [InlineData("stateful-protection", "aws:backup/vault:Vault", "{}", "pulumi destroy would take it along")]
    public async Task WhatIsAdded_IsCheckedToo(string policy, string type, string inputs, string what)
    {
        var graph = await recorded.GraphAsync("prod");
        var added = new GraphResource("urn:pulumi:prod::appointments::added", type, "us-east-1-added", null, "us-east-1", "us-east-1", [], JsonNode.Parse(inputs)!.AsObject(), new JsonObject { ["id"] = "added", ["arn"] = "arn:added" });

        var violation = Assert.Single(PolicyPack.Check(graph with { Resources = graph.Resources.Add(added) }));

        Assert.Equal((policy, "us-east-1-added", what), (violation.Policy, violation.Resource, violation.What));
    }

    private static void Rewrite(GraphResource resource, string input, Action<JsonNode> change)
    {
        var document = JsonNode.Parse(resource.Inputs[input]!.ToString())!;
        change(document);
        resource.Inputs[input] = document.ToJsonString();
    }
}
