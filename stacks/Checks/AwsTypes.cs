namespace Appointments.Checks;

/// <summary>Resource types that policies look at, as the graph spells them.</summary>
internal static class AwsTypes
{
    public const string Provider = "pulumi:providers:aws";
    public const string Table = "aws:dynamodb/table:Table";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string RedriveAllowPolicy = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
    public const string QueuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
    public const string TopicPolicy = "aws:sns/topicPolicy:TopicPolicy";
    public const string Topic = "aws:sns/topic:Topic";
    public const string Subscription = "aws:sns/topicSubscription:TopicSubscription";
    public const string Key = "aws:kms/key:Key";
    public const string ReplicaKey = "aws:kms/replicaKey:ReplicaKey";
    public const string Vault = "aws:backup/vault:Vault";
    public const string BackupPlan = "aws:backup/plan:Plan";
    public const string BackupSelection = "aws:backup/selection:Selection";
    public const string Function = "aws:lambda/function:Function";
    public const string FunctionUrl = "aws:lambda/functionUrl:FunctionUrl";
    public const string Permission = "aws:lambda/permission:Permission";
    public const string Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";
    public const string InvokeConfig = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string CompositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
    public const string Budget = "aws:budgets/budget:Budget";
    public const string Role = "aws:iam/role:Role";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string RolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    public const string RestApi = "aws:apigateway/restApi:RestApi";
    public const string Stage = "aws:apigateway/stage:Stage";
    public const string ApiKey = "aws:apigateway/apiKey:ApiKey";
    public const string DomainName = "aws:apigateway/domainName:DomainName";
    public const string HealthCheck = "aws:route53/healthCheck:HealthCheck";
    public const string ExperimentTemplate = "aws:fis/experimentTemplate:ExperimentTemplate";
    public const string Distribution = "aws:cloudfront/distribution:Distribution";
    public const string WebAcl = "aws:wafv2/webAcl:WebAcl";
    public const string WebAclAssociation = "aws:wafv2/webAclAssociation:WebAclAssociation";
    public const string WebAclLogging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
    public const string LogDelivery = "aws:cloudwatch/logDelivery:LogDelivery";
    public const string LogDeliverySource = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
    public const string LogDeliveryDestination = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination";
    public const string PublicAccessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

    /// <summary>The provider has had several.</summary>
    public static readonly string[] Buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
}
