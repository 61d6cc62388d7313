namespace Appointments.Plan;

/// <summary>The stack's outputs: what operators' tools need of a deployment, and nothing secret. Written by the Pulumi program, read by <c>ops/Aws</c>.</summary>
public static class StackOutputs
{
    /// <summary>What clients call: the edge, up to and with the stage.</summary>
    public const string Url = "url";

    /// <summary>The address that Route 53 moves between regions.</summary>
    public const string OriginUrl = "originUrl";

    /// <summary>The regions, in the order of the settings.</summary>
    public const string RegionNames = "regions";

    /// <summary>Region to the address of its own stage.</summary>
    public const string RegionUrls = "regionUrls";

    /// <summary>Region to the region that is asked whether it is drained.</summary>
    public const string Watchers = "watchers";

    /// <summary>Seconds until a change of a region's health has reached everybody: interval × threshold + time to live.</summary>
    public const string SettlesWithinSeconds = "settlesWithinSeconds";

    /// <summary>Which table to its physical name, the same in every region: <see cref="Appointments"/>, <see cref="Quarantine"/>, <see cref="Regions"/>.</summary>
    public const string Tables = "tables";

    public const string Appointments = "appointments";
    public const string Quarantine = "quarantine";
    public const string Regions = "regions";

    /// <summary>Country code to <see cref="CountryPath"/> and <see cref="CountryName"/>.</summary>
    public const string Countries = "countries";

    public const string CountryPath = "path";
    public const string CountryName = "name";

    /// <summary>Region to country code to <see cref="QueueUrl"/> and <see cref="DeadLettersUrl"/>.</summary>
    public const string Queues = "queues";

    /// <summary>Region to the names of all of its functions.</summary>
    public const string Functions = "functions";

    /// <summary>Invocations that are kept for each function; 0 for none.</summary>
    public const string ReservedConcurrency = "reservedConcurrency";

    /// <summary>Region to fault, such as <see cref="ReplicationStopped"/>, to the id of the FIS template that makes it; empty where the setting faultInjection is off.</summary>
    public const string FaultTemplates = "faultTemplates";

    /// <summary>Replication between the region and all others, both ways.</summary>
    public const string ReplicationStopped = "replication-stopped";

    /// <summary>Region to <see cref="DynamoDbEndpoint"/> and <see cref="SqsEndpoint"/>. Never put out by the program: added by hand where emulators stand for AWS's data planes.</summary>
    public const string Endpoints = "endpoints";

    public const string DynamoDbEndpoint = "dynamoDb";
    public const string SqsEndpoint = "sqs";

    public const string QueueUrl = "url";
    public const string DeadLettersUrl = "deadLetters";
}
