using System.Text.Json.Nodes;
using Appointments.Deploy.Components.Watching;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sns;
using Pulumi.Aws.Sqs;

namespace Appointments.Deploy.Components.Draining;

/// <param name="From">The region whose alarm it is: that of the provider that comes down from the options.</param>
/// <param name="Undelivered">A queue of the same region, as SNS demands of a subscription's dead-letter queue.</param>
/// <param name="To">The function that is to hear of it.</param>
/// <param name="Provider">Of the function's region.</param>
public sealed record AlarmDeliveryArgs(RegionWatching From, Queue Undelivered, AutoDrain To, ProviderResource Provider);

/// <summary>One region's alarm on its way to one function, of its own region or of another. Of all that the topic carries only that one alarm.</summary>
/// <remarks>
/// Sources, all AWS: "Sending Amazon SNS messages to an Amazon SQS queue or AWS Lambda function in a different Region": the subscription is made where the topic is; "Amazon SNS
/// dead-letter queues": in the subscription's account and region; "Amazon SNS subscription filter policy scope"; "Amazon SNS message delivery retries": 100,015 times over 23 days to a function.
/// </remarks>
public sealed class AlarmDelivery : ComponentResource
{
    /// <summary>What follows the region in a delivery's name.</summary>
    public const string ToItself = "to-itself", ToWatcher = "to-watcher";

    public AlarmDelivery(string name, AlarmDeliveryArgs args, ComponentResourceOptions options) : base("appointments:draining:AlarmDelivery", name, options)
    {
        var topic = args.From.Topic.Arn;
        var hearer = args.To.GetResourceName();
        var permission = new Permission($"{hearer}-hears-{(name.EndsWith(ToItself) ? "itself" : "watched")}", new PermissionArgs
        {
            Action = "lambda:InvokeFunction",
            Function = args.To.Function.Name,
            Principal = "sns.amazonaws.com",
            SourceArn = topic,
        }, new CustomResourceOptions { Parent = this, Provider = args.Provider });
        _ = new TopicSubscription(name, new TopicSubscriptionArgs
        {
            Topic = topic,
            Protocol = "lambda",
            Endpoint = args.To.Function.Arn,
            FilterPolicyScope = "MessageBody",
            FilterPolicy = args.From.ClientErrors.Name.Apply(alarm => new JsonObject { ["AlarmName"] = new JsonArray(alarm) }.ToJsonString()),
            RedrivePolicy = args.Undelivered.Arn.Apply(arn => new JsonObject { ["deadLetterTargetArn"] = arn }.ToJsonString()),
        }, new CustomResourceOptions { Parent = this, DependsOn = [permission] });
        RegisterOutputs();
    }
}
