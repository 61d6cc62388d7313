using System.Collections.Immutable;

namespace Appointments.Cost;

/// <summary>What AWS never bills by itself, each with why: a type that is neither here nor priced is an error.</summary>
internal static class FreeTypes
{
    public static ImmutableDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["aws:iam/role:Role"] = "IAM is free",
        ["aws:iam/rolePolicy:RolePolicy"] = "IAM is free",
        ["aws:index/getCallerIdentity:getCallerIdentity"] = "a look-up",
        ["aws:acm/certificate:Certificate"] = "public certificates are free",
        ["aws:acm/certificateValidation:CertificateValidation"] = "waits for a certificate",
        ["aws:apigateway/account:Account"] = "a setting",
        ["aws:apigateway/apiKey:ApiKey"] = "billed as the API's requests",
        ["aws:apigateway/basePathMapping:BasePathMapping"] = "a setting",
        ["aws:apigateway/deployment:Deployment"] = "a snapshot",
        ["aws:apigateway/domainName:DomainName"] = "regional names are free",
        ["aws:apigateway/methodSettings:MethodSettings"] = "a setting",
        ["aws:apigateway/usagePlan:UsagePlan"] = "a setting",
        ["aws:apigateway/usagePlanKey:UsagePlanKey"] = "a setting",
        ["aws:backup/selection:Selection"] = "billed as the vault's backups",
        ["aws:backup/vaultLockConfiguration:VaultLockConfiguration"] = "a setting",
        ["aws:budgets/budget:Budget"] = "budgets without actions are free",
        ["aws:cloudfront/cachePolicy:CachePolicy"] = "a setting",
        ["aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"] = "a setting",
        ["aws:cloudwatch/logDelivery:LogDelivery"] = "billed as the group's lines",
        ["aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"] = "a setting",
        ["aws:cloudwatch/logDeliverySource:LogDeliverySource"] = "a setting",
        ["aws:cloudwatch/logMetricFilter:LogMetricFilter"] = "billed as its metric",
        ["aws:fis/experimentTemplate:ExperimentTemplate"] = "billed by the minute of an experiment",
        ["aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"] = "a setting",
        ["aws:lambda/permission:Permission"] = "a setting",
        ["aws:route53/record:Record"] = "billed as queries",
        ["aws:sns/topic:Topic"] = "billed by what it tells: e-mails of alarms, cents",
        ["aws:sns/topicPolicy:TopicPolicy"] = "a setting",
        ["aws:sns/topicSubscription:TopicSubscription"] = "billed by what it tells",
        ["aws:sqs/queuePolicy:QueuePolicy"] = "a setting",
        ["aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"] = "a setting",
        ["aws:wafv2/webAclAssociation:WebAclAssociation"] = "a setting",
        ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"] = "billed as the log's lines, of what is blocked or counted only",
    }.ToImmutableDictionary();
}
