using System.Collections.Frozen;

namespace Appointments.Checks.Moving;

/// <summary>
/// The inputs of a resource type that AWS cannot change in place, so that Pulumi replaces the resource. Neither the npm package nor the .NET classes of the provider
/// carry them, and its schema is not served by any registry: these are written down by hand, for the types that the program declares.
/// </summary>
/// <remarks>
/// Read off the sources of hashicorp/terraform-provider-aws, from which Pulumi's provider is built (<c>internal/service/*</c>: <c>ForceNew: true</c>, <c>RequiresReplace()</c>, no update function),
/// where they could be had, and those of versions 4 to 6: an input that a later version made so is not seen. Not settled: <c>mode</c> of ContributorInsights, which counts as one that replaces.
/// Tags of an experiment template replace it, and the provider's default tags are among them, which no graph shows. <c>pulumi preview</c> has the last word.
/// </remarks>
public static class ReplaceOnChange
{
    private const string Every = "*";

    private static readonly FrozenDictionary<string, string[]> Inputs = new Dictionary<string, string[]>
    {
        ["pulumi:providers:aws"] = [], // its region is in its name; other changes are taken over by what uses it
        ["aws:acm/certificate:Certificate"] = ["domainName", "subjectAlternativeNames", "validationMethod", "validationOptions", "keyAlgorithm", "certificateAuthorityArn"],
        ["aws:acm/certificateValidation:CertificateValidation"] = [Every],
        ["aws:apigateway/account:Account"] = [],
        ["aws:apigateway/apiKey:ApiKey"] = ["value"],
        ["aws:apigateway/basePathMapping:BasePathMapping"] = ["domainName"],
        ["aws:apigateway/deployment:Deployment"] = ["restApi", "triggers", "variables"],
        ["aws:apigateway/domainName:DomainName"] = ["domainName", "certificateBody", "certificateChain", "certificatePrivateKey"],
        ["aws:apigateway/methodSettings:MethodSettings"] = ["restApi", "stageName", "methodPath"],
        ["aws:apigateway/restApi:RestApi"] = [],
        ["aws:apigateway/stage:Stage"] = ["restApi", "stageName"],
        ["aws:apigateway/usagePlan:UsagePlan"] = [],
        ["aws:apigateway/usagePlanKey:UsagePlanKey"] = [Every],
        ["aws:backup/plan:Plan"] = ["name"],
        ["aws:backup/selection:Selection"] = [Every],
        ["aws:backup/vault:Vault"] = ["name", "kmsKeyArn"],
        ["aws:backup/vaultLockConfiguration:VaultLockConfiguration"] = [Every],
        ["aws:budgets/budget:Budget"] = ["name", "namePrefix", "accountId"],
        ["aws:cloudfront/cachePolicy:CachePolicy"] = [],
        ["aws:cloudfront/distribution:Distribution"] = ["staging"],
        ["aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"] = [],
        ["aws:cloudwatch/compositeAlarm:CompositeAlarm"] = ["alarmName", "actionsEnabled"],
        ["aws:cloudwatch/dashboard:Dashboard"] = ["dashboardName"],
        ["aws:cloudwatch/logDelivery:LogDelivery"] = ["deliveryDestinationArn", "deliverySourceName"],
        ["aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"] = ["name", "outputFormat"],
        ["aws:cloudwatch/logDeliverySource:LogDeliverySource"] = ["name", "logType", "resourceArn"],
        ["aws:cloudwatch/logGroup:LogGroup"] = ["name", "namePrefix", "logGroupClass"],
        ["aws:cloudwatch/logMetricFilter:LogMetricFilter"] = ["name", "logGroupName"],
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = ["name"],
        ["aws:dynamodb/contributorInsights:ContributorInsights"] = [Every],
        ["aws:dynamodb/table:Table"] = ["name", "hashKey", "rangeKey", "localSecondaryIndexes", "restoreSourceName", "restoreDateTime", "restoreToLatestTime", "importTable"],
        ["aws:fis/experimentTemplate:ExperimentTemplate"] = ["tags"],
        ["aws:iam/role:Role"] = ["name", "namePrefix", "path"],
        ["aws:iam/rolePolicy:RolePolicy"] = ["name", "namePrefix", "role"],
        ["aws:kms/key:Key"] = ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId", "xksKeyId"],
        ["aws:kms/replicaKey:ReplicaKey"] = ["primaryKeyArn"],
        ["aws:lambda/eventSourceMapping:EventSourceMapping"] = ["eventSourceArn", "startingPosition", "startingPositionTimestamp", "queues", "topics", "selfManagedEventSource"],
        ["aws:lambda/function:Function"] = ["name", "packageType", "tenancyConfig"],
        ["aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"] = ["functionName", "qualifier"],
        ["aws:lambda/permission:Permission"] = [Every],
        ["aws:route53/healthCheck:HealthCheck"] = ["type", "requestInterval", "measureLatency", "referenceName", "routingControlArn"],
        ["aws:route53/record:Record"] = ["name", "zoneId"],
        ["aws:shield/protection:Protection"] = ["name", "resourceArn"],
        ["aws:sns/topic:Topic"] = ["name", "namePrefix", "fifoTopic"],
        ["aws:sns/topicPolicy:TopicPolicy"] = ["arn"],
        ["aws:sns/topicSubscription:TopicSubscription"] = ["topic", "protocol", "endpoint"],
        ["aws:sqs/queue:Queue"] = ["name", "namePrefix", "fifoQueue"],
        ["aws:sqs/queuePolicy:QueuePolicy"] = ["queueUrl"],
        ["aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"] = ["queueUrl"],
        ["aws:wafv2/webAcl:WebAcl"] = ["name", "namePrefix", "scope"],
        ["aws:wafv2/webAclAssociation:WebAclAssociation"] = [Every],
        ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"] = ["resourceArn", "logDestinationConfigs"],
    }.ToFrozenDictionary();

    /// <returns>False: whether a change of this type is made in place is not known.</returns>
    public static bool Knows(string type) => Inputs.ContainsKey(type);

    /// <returns>Whether a change of this input replaces a resource of this type.</returns>
    public static bool Of(string type, string input) => Inputs.GetValueOrDefault(type, []) is var inputs && (inputs.Contains(input) || inputs.Contains(Every) || input is GraphDiff.Provider);
}
