using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>One place in the graph of prod that breaks one policy and no other.</summary>
/// <param name="Type">The resource's, as the graph spells it.</param>
/// <param name="Name">The resource's in the graph.</param>
internal sealed record PolicyBreak(string Policy, string Type, string Name, Action<GraphResource> Make);

/// <summary>A row for every branch of every policy that a change of one resource can break.</summary>
internal static class PolicyBreaks
{
    private const string Queue = "aws:sqs/queue:Queue", Table = "aws:dynamodb/table:Table", Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping", RolePolicy = "aws:iam/rolePolicy:RolePolicy",
        QueuePolicy = "aws:sqs/queuePolicy:QueuePolicy", Stage = "aws:apigateway/stage:Stage", MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Experiment = "aws:fis/experimentTemplate:ExperimentTemplate",
        Distribution = "aws:cloudfront/distribution:Distribution", MethodSettings = "aws:apigateway/methodSettings:MethodSettings", Key = "aws:kms/key:Key", WebAcl = "aws:wafv2/webAcl:WebAcl", RestApi = "aws:apigateway/restApi:RestApi", Role = "aws:iam/role:Role", Function = "aws:lambda/function:Function";

    /// <summary>What prod needs for the optional parts that are broken.</summary>
    public static readonly string[] Settings = ["faultInjection=true", "apiCacheGigabytes=0.5", "registrationConcurrency=10", "functionReservedConcurrency=20"];

    public static readonly PolicyBreak[] All =
    [
        new("nothing-public", "aws:lambda/permission:Permission", "us-east-1-api-list-permission", resource => resource.Inputs.Remove("sourceArn")),
        new("nothing-public", Role, "us-east-1-api-role", resource => resource.Inputs["assumeRolePolicy"] = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}"""),
        new("nothing-public", Role, "us-east-1-api-role", resource => Rewrite(resource, "assumeRolePolicy", policy => policy["Statement"]![0]!["NotPrincipal"] = new JsonObject { ["AWS"] = "arn:aws:iam::123456789012:root" })),
        new("nothing-public", Key, "us-east-1-data-key", resource => Rewrite(resource, "policy", policy => Conditions(policy, 1)["StringEquals"]!.AsObject().Remove("kms:CallerAccount"))),
        new("nothing-public", Key, "us-east-1-data-key", resource => Rewrite(resource, "policy", policy => Conditions(policy, 1)["StringEquals"]!["kms:CallerAccount"] = "*")),
        new("nothing-public", Key, "us-east-1-data-key", resource => Rewrite(resource, "policy", policy => Rename(Conditions(policy, 1), "StringEquals", "StringNotEquals"))),
        new("nothing-public", Key, "us-east-1-watch-topic-key", resource => Rewrite(resource, "policy", policy => policy["Statement"]![1]!.AsObject().Remove("Condition"))),
        new("open-routes", RestApi, "us-east-1-api", resource => Rewrite(resource, "body", body => body["paths"]!["/peru"]!["post"]!.AsObject().Remove("security"))),
        new("open-routes", RestApi, "us-east-1-api", resource => Rewrite(resource, "body", body => body["paths"]!["/health"]!["post"] = new JsonObject())),
        new("open-routes", RestApi, "us-east-1-api", resource => Rewrite(resource, "body", body => body["paths"]!["/drained/sa-east-1/more"] = new JsonObject { ["get"] = new JsonObject() })),
        new("encryption-at-rest", Queue, "us-east-1-peru-queue", resource => resource.Inputs.Remove("kmsMasterKeyId")),
        new("encryption-at-rest", "aws:sns/topic:Topic", "us-east-1-watch-topic", resource => resource.Inputs.Remove("kmsMasterKeyId")),
        new("encryption-at-rest", Table, "global-appointments", resource => resource.Inputs["serverSideEncryption"]!["enabled"] = false),
        new("encryption-at-rest", Table, "global-appointments", resource => resource.Inputs["replicas"]![0]!.AsObject().Remove("kmsKeyArn")),
        new("no-plain-secrets", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "us-east-1-firewall-logging", resource => resource.Inputs["redactedFields"]!.AsArray().RemoveAt(0)),
        new("no-plain-secrets", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "global-edge-firewall-logging", resource => resource.Inputs["redactedFields"]!.AsArray().RemoveAt(1)),
        new("encryption-in-transit", "aws:route53/healthCheck:HealthCheck", "global-routing-us-east-1-serves", resource => resource.Inputs["type"] = "HTTP"),
        new("encryption-in-transit", "aws:apigateway/domainName:DomainName", "us-east-1-origin-own", resource => resource.Inputs.Remove("securityPolicy")),
        new("encryption-at-rest", MethodSettings, "us-east-1-api-cache-lists", resource => resource.Inputs["settings"]!["cacheDataEncrypted"] = false),
        new("encryption-at-rest", Stage, "us-east-1-api-stage", resource => resource.Inputs["restApi"] = "another"),
        new("encryption-in-transit", "aws:apigateway/domainName:DomainName", "us-east-1-origin-own", resource => resource.Inputs["securityPolicy"] = "SecurityPolicy_TLS12_2018_EDGE"),
        new("encryption-in-transit", Distribution, "global-edge", resource => resource.Inputs["defaultCacheBehavior"]!["viewerProtocolPolicy"] = "allow-all"),
        new("encryption-in-transit", Distribution, "global-edge", resource => resource.Inputs["orderedCacheBehaviors"] = new JsonArray(new JsonObject { ["viewerProtocolPolicy"] = "allow-all" })),
        new("encryption-in-transit", Distribution, "global-edge", resource => resource.Inputs["viewerCertificate"]!["minimumProtocolVersion"] = "TLSv1.2_2019"),
        new("encryption-in-transit", Distribution, "global-edge", resource => resource.Inputs["origins"]![0]!["customOriginConfig"]!["originProtocolPolicy"] = "match-viewer"),
        new("encryption-in-transit", Distribution, "global-edge", resource => resource.Inputs["origins"]![0]!["customOriginConfig"]!["originSslProtocols"]!.AsArray().Add("TLSv1.1")),
        new("encryption-in-transit", Distribution, "global-edge", resource => resource.Inputs["origins"]![0]!["customOriginConfig"]!.AsObject().Remove("originSslProtocols")),
        new("encryption-in-transit", QueuePolicy, "us-east-1-peru-queue-policy", resource => resource.Inputs["queueUrl"] = "another"),
        new("encryption-in-transit", QueuePolicy, "us-east-1-peru-queue-dead-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]!.AsArray().Clear())),
        new("encryption-in-transit", QueuePolicy, "us-east-1-reconcile-failures-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Principal"]!["AWS"] = "arn:aws:iam::123456789012:root")),
        new("encryption-in-transit", QueuePolicy, "us-east-1-reconcile-failures-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Action"] = "sqs:SendMessage")),
        new("encryption-in-transit", QueuePolicy, "us-east-1-reconcile-failures-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Resource"] = "another")),
        new("encryption-in-transit", QueuePolicy, "us-east-1-reconcile-failures-policy", resource => Rewrite(resource, "policy", policy => Conditions(policy, 0)["Bool"]!["aws:SecureTransport"] = "true")),
        new("encryption-in-transit", QueuePolicy, "us-east-1-reconcile-failures-policy", resource => Rewrite(resource, "policy", policy => Conditions(policy, 0)["StringEquals"] = new JsonObject { ["aws:PrincipalAccount"] = "another" })),
        new("encryption-in-transit", "aws:sns/topicPolicy:TopicPolicy", "us-east-1-watch-topic-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]!.AsArray().RemoveAt(1))),
        new("log-retention", "aws:cloudwatch/logGroup:LogGroup", "us-east-1-reconcile-log", resource => resource.Inputs.Remove("retentionInDays")),
        new("log-retention", Function, "us-east-1-reconcile", resource => resource.Inputs.Remove("loggingConfig")),
        new("log-retention", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "us-east-1-firewall-logging", resource => resource.Inputs["resourceArn"] = "another"),
        new("log-retention", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "global-edge-firewall-logging", resource => resource.Inputs["logDestinationConfigs"]![0] = "another"),
        new("log-retention", "aws:cloudwatch/logDeliverySource:LogDeliverySource", "global-edge-access-source", resource => resource.Inputs["resourceArn"] = "another"),
        new("log-retention", "aws:cloudwatch/logDelivery:LogDelivery", "global-edge-access-delivery", resource => resource.Inputs["deliverySourceName"] = "another"),
        new("log-retention", "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", "global-edge-access-destination", resource => resource.Inputs["deliveryDestinationConfiguration"]!["destinationResourceArn"] = "another"),
        new("tags", "pulumi:providers:aws", "global", resource => resource.Inputs.Remove("defaultTags")),
        new("tags", Table, "global-regions", resource => resource.Inputs["replicas"]![0]!.AsObject().Remove("propagateTags")),
        new("tags", "aws:route53/healthCheck:HealthCheck", "global-routing-us-east-1", resource => resource.Inputs["tags"]!["environment"] = "another"),
        new("least-privilege", RolePolicy, "us-east-1-reconcile-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Action"]![0] = "dynamodb:*")),
        new("least-privilege", RolePolicy, "us-east-1-reconcile-policy", resource => Rewrite(resource, "policy", policy => policy["Statement"]![0]!["Resource"]![0] = "*")),
        new("no-plain-secrets", "aws:apigateway/apiKey:ApiKey", "us-east-1-api-key", resource => resource.Inputs["value"] = "for-all-to-read-0001"),
        new("least-privilege", Role, "us-east-1-api-role", resource => resource.Inputs["managedPolicyArns"] = new JsonArray("arn:aws:iam::aws:policy/AdministratorAccess")),
        new("no-plain-secrets", Distribution, "global-edge", resource => resource.Inputs["origins"]![0]!["customHeaders"]![0]!["value"] = "for-all-to-read-0001"),
        new("no-plain-secrets", Function, "us-east-1-reconcile", resource => resource.Inputs["environment"]!["variables"]!["ORIGIN_SECRET"] = "for-all-to-read-0001"),
        new("no-plain-secrets", Function, "us-east-1-reconcile", resource => resource.Inputs["description"] = "AKIAABCDEFGHIJKLMNOP"),
        new("no-plain-secrets", Function, "us-east-1-reconcile", resource => resource.Inputs["environment"]!["variables"]!["GREETING"] = "[secret]"),
        new("no-plain-secrets", Function, "us-east-1-reconcile", resource => resource.Inputs["description"] = "Asks with [secret]."),
        new("no-plain-secrets", Distribution, "global-edge", resource => resource.Inputs["comment"] = "[secret]"),
        new("no-plain-secrets", "aws:route53/healthCheck:HealthCheck", "global-routing-us-east-1", resource => resource.Inputs["tags"]!["key"] = "[secret]"),
        new("dead-letters", Queue, "us-east-1-peru-queue", resource => resource.Inputs.Remove("redrivePolicy")),
        new("dead-letters", Mapping, "us-east-1-reconcile-source", resource => resource.Inputs.Remove("destinationConfig")),
        new("dead-letters", Mapping, "us-east-1-reconcile-source", resource => resource.Inputs.Remove("maximumRetryAttempts")),
        new("dead-letters", "aws:lambda/permission:Permission", "us-east-1-api-list-permission", resource => resource.Inputs["principal"] = "sns.amazonaws.com"),
        new("fifo-pairs", Queue, "us-east-1-peru-queue-dead", resource => resource.Inputs.Remove("fifoQueue")),
        new("fifo-pairs", Queue, "us-east-1-peru-queue-dead", resource => resource.Inputs["messageRetentionSeconds"] = 60),
        new("fifo-pairs", Queue, "us-east-1-peru-queue", resource => resource.Inputs["visibilityTimeoutSeconds"] = 30),
        new("fifo-pairs", "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "us-east-1-peru-queue-dead-allow", resource => Rewrite(resource, "redriveAllowPolicy", policy => policy["redrivePermission"] = "allowAll")),
        new("log-retention", Stage, "us-east-1-api-stage", resource => resource.Inputs.Remove("accessLogSettings")),
        new("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs.Remove("alarmActions")),
        new("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs["alarmActions"]![0] = resource.Inputs["alarmActions"]![0]!.ToString().Replace("us-east-1:", "sa-east-1:")),
        new("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs["alarmActions"]!.AsArray().Add("arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Stop/1.0")),
        new("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs["okActions"]![0] = "arn:aws:lambda:us-east-1:123456789012:function:another"),
        new("alarm-actions", MetricAlarm, "us-east-1-watch-alarms-conflicts", resource => resource.Inputs["actionsEnabled"] = false),
        new("alarm-actions", "aws:cloudwatch/compositeAlarm:CompositeAlarm", "us-east-1-watch-alarms-region", resource => resource.Inputs["alarmDescription"] = "Something is wrong."),
        new("alarm-actions", "aws:budgets/budget:Budget", "global-watch-budget", resource => resource.Inputs["notifications"]![1]!["subscriberSnsTopicArns"] = new JsonArray()),
        new("alarm-actions", "aws:budgets/budget:Budget", "global-watch-budget", resource => resource.Inputs.Remove("notifications")),
        new("stateful-protection", Table, "global-appointments", resource => resource.Inputs.Remove("deletionProtectionEnabled")),
        new("stateful-protection", Table, "global-appointments", resource => resource.Inputs["pointInTimeRecovery"]!["enabled"] = false),
        new("stateful-protection", Table, "global-appointments", resource => resource.Inputs["replicas"]![0]!["pointInTimeRecovery"] = false),
        new("stateful-protection", Table, "global-appointments", resource => resource.Inputs["replicas"]![0]!["deletionProtectionEnabled"] = false),
        new("stateful-protection", "aws:backup/selection:Selection", "global-backups-tables", resource => resource.Inputs["resources"]!.AsArray().RemoveAt(0)),
        new("stateful-protection", "aws:backup/plan:Plan", "global-backups", resource => resource.Inputs["rules"]![0]!["targetVaultName"] = "another"),
        new("stateful-protection", "aws:backup/plan:Plan", "global-backups", resource => resource.Inputs["rules"]![0]!.AsObject().Remove("schedule")),
        new("stateful-protection", "aws:backup/plan:Plan", "global-backups", resource => resource.Inputs["rules"]![0]!.AsObject().Remove("lifecycle")),
        new("guarded-edge", Distribution, "global-edge", resource => resource.Inputs.Remove("webAclId")),
        new("guarded-edge", "aws:wafv2/webAclAssociation:WebAclAssociation", "us-east-1-firewall-association", resource => resource.Inputs["resourceArn"] = "another"),
        new("guarded-edge", "aws:wafv2/webAclAssociation:WebAclAssociation", "us-east-1-firewall-association", resource => resource.Inputs["webAclArn"] = "another"),
        .. new[] { "common", "known-bad-inputs", "sql-injection", "ip-reputation" }.Select(rule =>
            new PolicyBreak("guarded-edge", WebAcl, "global-edge-firewall", resource => Rewrite(resource, "ruleJson", rules => rules.AsArray().Remove(Rule(rules, rule))))),
        new("guarded-edge", WebAcl, "global-edge-firewall", resource => Rewrite(resource, "ruleJson", rules => Rule(rules, "common")["OverrideAction"] = new JsonObject { ["Count"] = new JsonObject() })),
        new("guarded-edge", WebAcl, "us-east-1-firewall", resource => Rewrite(resource, "ruleJson", rules => rules.AsArray().Remove(Rule(rules, "body-over-16-kb")))),
        new("guarded-edge", WebAcl, "global-edge-firewall", resource => Rewrite(resource, "ruleJson", rules => Rule(rules, "body-over-16-kb")["Action"] = new JsonObject { ["Count"] = new JsonObject() })),
        new("guarded-edge", WebAcl, "global-edge-firewall", resource => Rewrite(resource, "ruleJson", rules => rules.AsArray().Remove(Rule(rules, "requests-per-address")))),
        new("guarded-edge", WebAcl, "us-east-1-firewall", resource => Rewrite(resource, "ruleJson", rules => Rule(rules, "health-requests-per-address")["Action"] = new JsonObject { ["Count"] = new JsonObject() })),
        new("guarded-edge", WebAcl, "us-east-1-firewall", resource => Rewrite(resource, "ruleJson", rules => rules.AsArray().Remove(Rule(rules, "not-through-the-edge")))),
        new("guarded-edge", WebAcl, "us-east-1-firewall", resource => Rewrite(resource, "ruleJson", rules => Rule(rules, "not-through-the-edge")["Action"] = new JsonObject { ["Count"] = new JsonObject() })),
        new("guarded-edge", WebAcl, "us-east-1-firewall", resource => resource.Inputs["ruleJson"] = resource.Inputs["ruleJson"]!.ToString().Replace("[secret]", "guess")),
        new("concurrency-limits", Mapping, "us-east-1-peru-register-source", resource => resource.Inputs["scalingConfig"]!["maximumConcurrency"] = 21),
        new("concurrency-limits", Mapping, "us-east-1-peru-register-source", resource => resource.Inputs.Remove("scalingConfig")),
        new("concurrency-limits", Mapping, "us-east-1-peru-dead-letters-source", resource => resource.Inputs.Remove("scalingConfig")),
        new("concurrency-limits", Function, "us-east-1-peru-register", resource => resource.Inputs["reservedConcurrentExecutions"] = 9),
        new("bounded-faults", Experiment, "us-east-1-faults-replication-stopped", resource => resource.Inputs["stopConditions"] = new JsonArray()),
        new("bounded-faults", Experiment, "us-east-1-faults-replication-stopped", resource => resource.Inputs["stopConditions"] = new JsonArray(new JsonObject { ["source"] = "none" })),
        new("bounded-faults", Experiment, "us-east-1-faults-replication-stopped", resource => resource.Inputs["actions"]![0]!["parameters"] = new JsonArray()),
        new("bounded-faults", Experiment, "us-east-1-faults-replication-stopped", resource => resource.Inputs["targets"]![0]!.AsObject().Remove("resourceArns")),
        new("bounded-faults", Experiment, "us-east-1-faults-replication-stopped", resource => resource.Inputs.Remove("logConfiguration")),
    ];

    private static JsonObject Conditions(JsonNode policy, int statement) => policy["Statement"]![statement]!["Condition"]!.AsObject();

    private static JsonNode Rule(JsonNode rules, string name) => rules.AsArray().Single(rule => rule!["Name"]!.ToString() == name)!;

    private static void Rename(JsonObject fields, string from, string to)
    {
        var value = fields[from]!;
        fields.Remove(from);
        fields[to] = value;
    }

    private static void Rewrite(GraphResource resource, string input, Action<JsonNode> change)
    {
        var document = JsonNode.Parse(resource.Inputs[input]!.ToString())!;
        change(document);
        resource.Inputs[input] = document.ToJsonString();
    }
}
