using System.Collections.Immutable;

namespace Appointments.Local.Topology;

/// <summary>What one region's emulators are made from: read off the resource graph and nothing else.</summary>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
public sealed record RegionTopology(
    string Region,
    ImmutableArray<TableSpec> Tables,
    ImmutableArray<QueueSpec> Queues,
    ImmutableArray<FunctionSpec> Functions,
    ImmutableArray<QueueMappingSpec> QueueMappings,
    ImmutableArray<StreamMappingSpec> StreamMappings,
    ApiSpec Api)
{
    /// <summary>The AWS account of the ARNs, 12 digits.</summary>
    public string AccountId => Functions[0].Arn.Split(':')[4];
}

/// <summary>A DynamoDB table, in the owner's region or as a replica.</summary>
/// <param name="Arn">The ARN in this region.</param>
/// <param name="StreamArn">The stream's ARN in this region; null where streams are off.</param>
/// <param name="KeyTypes">Attribute name to <c>S</c>, <c>N</c> or <c>B</c>, for every key of the table and its indexes.</param>
/// <param name="StreamViewType">Such as <c>NEW_AND_OLD_IMAGES</c>; null where streams are off.</param>
/// <param name="Replicated">Whether other regions hold replicas of it.</param>
public sealed record TableSpec(
    string Name,
    string Arn,
    string? StreamArn,
    string HashKey,
    string? RangeKey,
    ImmutableDictionary<string, string> KeyTypes,
    ImmutableArray<IndexSpec> Indexes,
    string? StreamViewType,
    bool Replicated);

/// <summary>A global secondary index.</summary>
public sealed record IndexSpec(string Name, string HashKey, string? RangeKey, string ProjectionType, ImmutableArray<string> NonKeyAttributes);

/// <summary>An SQS queue.</summary>
/// <param name="Attributes">As <c>CreateQueue</c> takes them (<c>FifoQueue</c>, <c>VisibilityTimeout</c>, <c>RedrivePolicy</c>, …).</param>
public sealed record QueueSpec(string Name, string Arn, ImmutableDictionary<string, string> Attributes);

/// <summary>A Lambda function.</summary>
/// <param name="CodePath">The deployment archive's path, relative to the repository.</param>
/// <param name="ReservedConcurrency">Null: none reserved.</param>
public sealed record FunctionSpec(
    string Name,
    string Arn,
    string Handler,
    string CodePath,
    TimeSpan Timeout,
    int MemoryMegabytes,
    int? ReservedConcurrency,
    ImmutableDictionary<string, string> Environment);

/// <summary>An event source mapping from an SQS queue to a function.</summary>
/// <param name="MaximumConcurrency">The scaling config's limit; null: none.</param>
public sealed record QueueMappingSpec(string Id, string QueueArn, string FunctionArn, int BatchSize, bool ReportsItemFailures, int? MaximumConcurrency);

/// <summary>An event source mapping from a DynamoDB stream to a function.</summary>
/// <param name="BatchingWindow">How long a batch may wait to fill.</param>
/// <param name="MaximumRetryAttempts">-1: until the record expires.</param>
/// <param name="FailureDestinationArn">The queue that is told of a batch that was given up; null: none.</param>
public sealed record StreamMappingSpec(
    string Id,
    string StreamArn,
    string FunctionArn,
    int BatchSize,
    TimeSpan BatchingWindow,
    string StartingPosition,
    bool BisectsOnError,
    int MaximumRetryAttempts,
    bool ReportsItemFailures,
    string? FailureDestinationArn);

/// <summary>A REST API with its deployed stage, keys and plan.</summary>
/// <param name="Document">The OpenAPI 3 document with <c>x-amazon-apigateway-*</c>, as it is imported.</param>
public sealed record ApiSpec(string Id, string Document, string StageName, ImmutableArray<ApiKeySpec> Keys, ImmutableArray<UsagePlanSpec> UsagePlans);

/// <summary>An API key. Its value is a secret: never logged.</summary>
public sealed record ApiKeySpec(string Id, string Value);

/// <summary>A usage plan for the keys of one API.</summary>
/// <param name="QuotaPeriod"><c>DAY</c>, <c>WEEK</c> or <c>MONTH</c>.</param>
public sealed record UsagePlanSpec(double RatePerSecond, int Burst, int QuotaLimit, string QuotaPeriod, ImmutableArray<string> KeyIds);
