using Amazon;
using Amazon.Runtime;
using Amazon.SQS;

namespace Appointments.Sqs;

/// <summary>How the functions connect to SQS.</summary>
public static class SqsConnection
{
    /// <summary>One attempt. A send takes milliseconds; without this the SDK would wait 100 s for a server that is silent.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    /// <summary>So three attempts, under 10 s with the pauses between: a silent queue surfaces within the 20 s that a function has as a rule.</summary>
    public const int Retries = 2;

    /// <summary>The client's settings. The endpoint is the region's, or what <c>AWS_ENDPOINT_URL_SQS</c> says.</summary>
    public static AmazonSQSConfig Config(string region) => new()
    {
        RegionEndpoint = RegionEndpoint.GetBySystemName(region),
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = Retries,
        Timeout = AttemptTimeout,
    };
}
