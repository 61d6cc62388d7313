namespace Appointments.Cost;

/// <summary>Resource types that more than one rule looks at, as the graph spells them.</summary>
internal static class AwsTypes
{
    public const string RestApi = "aws:apigateway/restApi:RestApi";
    public const string Stage = "aws:apigateway/stage:Stage";
    public const string Function = "aws:lambda/function:Function";
    public const string Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string Table = "aws:dynamodb/table:Table";
    public const string HealthCheck = "aws:route53/healthCheck:HealthCheck";
    public const string Key = "aws:kms/key:Key";
    public const string ReplicaKey = "aws:kms/replicaKey:ReplicaKey";
}
