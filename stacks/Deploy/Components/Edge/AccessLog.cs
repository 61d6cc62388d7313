using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Appointments.Deploy.Components.Edge;

/// <param name="DistributionArn">What is logged.</param>
/// <param name="RetentionDays">One of the values that CloudWatch Logs takes.</param>
public sealed record AccessLogArgs(Output<string> DistributionArn, int RetentionDays);

/// <summary>Who asked the edge for what, and what was answered. In CloudWatch Logs, so that retention is one setting and no bucket has to be guarded.</summary>
/// <remarks>
/// Source: AWS, "Configure standard logging (v2)" (CloudFront); deliveries of a distribution are made in us-east-1. The group's name starts as it does so that AWS's one
/// resource policy covers it: "Enable logging from AWS services", log group resource policy size limit.
/// </remarks>
public sealed class AccessLog : ComponentResource
{
    /// <summary>Left out: the query, whose cursor names an appointment, cookies, and the page that a client came from (Referer).</summary>
    private static readonly string[] Fields =
    [
        "date", "time", "x-edge-location", "x-edge-request-id", "c-ip", "cs-method", "cs(Host)", "cs-uri-stem", "cs(User-Agent)", "cs-bytes", "sc-status", "sc-bytes",
        "time-taken", "x-edge-result-type", "x-edge-detailed-result-type", "ssl-protocol", "ssl-cipher", "cs-protocol-version",
    ];

    public AccessLog(string name, AccessLogArgs args, ComponentResourceOptions options) : base("appointments:edge:AccessLog", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var group = new LogGroup(name, new LogGroupArgs { NamePrefix = $"/aws/vendedlogs/{name}-", RetentionInDays = args.RetentionDays }, child);
        var source = new LogDeliverySource($"{name}-source", new LogDeliverySourceArgs { LogType = "ACCESS_LOGS", ResourceArn = args.DistributionArn }, child);
        var destination = new LogDeliveryDestination($"{name}-destination", new LogDeliveryDestinationArgs
        {
            OutputFormat = "json",
            DeliveryDestinationConfiguration = new LogDeliveryDestinationDeliveryDestinationConfigurationArgs { DestinationResourceArn = group.Arn },
        }, child);
        _ = new LogDelivery($"{name}-delivery", new LogDeliveryArgs
        {
            DeliverySourceName = source.Name,
            DeliveryDestinationArn = destination.Arn,
            RecordFields = Fields,
        }, child);
        RegisterOutputs();
    }
}
