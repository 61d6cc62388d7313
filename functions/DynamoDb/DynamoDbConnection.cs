using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Appointments.DynamoDb;

/// <summary>How the functions connect to DynamoDB.</summary>
public static class DynamoDbConnection
{
    /// <summary>One attempt. A point read or write takes milliseconds; without this the SDK would wait 100 s for a server that is silent.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    /// <summary>So three attempts, under 10 s with the pauses between: a dead table surfaces within the 20 s that a function has as a rule.</summary>
    public const int Retries = 2;

    /// <summary>The client's settings. The endpoint is the region's, or what <c>AWS_ENDPOINT_URL_DYNAMODB</c> says.</summary>
    public static AmazonDynamoDBConfig Config(string region) => new()
    {
        RegionEndpoint = RegionEndpoint.GetBySystemName(region),
        AuthenticationRegion = region, // where an endpoint is set by AWS_ENDPOINT_URL_DYNAMODB, the SDK would sign for us-east-1, whichever region is meant
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = Retries,
        Timeout = AttemptTimeout,
    };
}
