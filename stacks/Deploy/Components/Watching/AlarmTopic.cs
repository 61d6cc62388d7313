using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Sns;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Account">The account that deploys: whoever it lets may manage the key.</param>
/// <param name="Emails">Who is told. Each must confirm once; Pulumi cannot.</param>
public sealed record AlarmTopicArgs(Output<string> Account, ImmutableArray<string> Emails);

/// <summary>Where alarms of one region go. Encrypted with a key of its own: CloudWatch may not use the one that AWS manages for SNS.</summary>
/// <remarks>Source: AWS re:Post, "How do I set up a CloudWatch alarm with an encrypted SNS topic": alias/aws/sns cannot be used.</remarks>
public sealed class AlarmTopic : ComponentResource
{
    private const string CloudWatch = "cloudwatch.amazonaws.com";

    [Output] public Output<string> Arn { get; private set; }
    [Output] public Output<string> Name { get; private set; }

    public AlarmTopic(string name, AlarmTopicArgs args, ComponentResourceOptions options) : base("appointments:watching:AlarmTopic", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var key = new Key($"{name}-key", new KeyArgs
        {
            Description = "Encrypts alarms on their way through SNS.",
            EnableKeyRotation = true,
            Policy = args.Account.Apply(KeyPolicy),
        }, child);
        var topic = new Topic(name, new TopicArgs { KmsMasterKeyId = key.Arn }, child);
        _ = new TopicPolicy($"{name}-policy", new TopicPolicyArgs { Arn = topic.Arn, Policy = Output.Tuple(topic.Arn, args.Account).Apply(known => Publish(known.Item1, known.Item2)) }, child);
        foreach (var email in args.Emails)
            _ = new TopicSubscription($"{name}-{email.Replace('@', '-')}", new TopicSubscriptionArgs { Topic = topic.Arn, Protocol = "email", Endpoint = email }, child);
        Arn = topic.Arn;
        Name = topic.Name;
        RegisterOutputs();
    }

    /// <summary>Without its account a key could never be managed again. Source: AWS, "Default key policy".</summary>
    private static string KeyPolicy(string account) => Document(
        Statement(new JsonObject { ["AWS"] = $"arn:aws:iam::{account}:root" }, ["kms:*"], "*"),
        Of(account, Statement(new JsonObject { ["Service"] = CloudWatch }, ["kms:Decrypt", "kms:GenerateDataKey*"], "*")));

    private static string Publish(string topic, string account) => Document(Of(account, Statement(new JsonObject { ["Service"] = CloudWatch }, ["sns:Publish"], topic)));

    /// <summary>Only for this account: CloudWatch works for every one. Source: AWS, "The confused deputy problem".</summary>
    private static JsonObject Of(string account, JsonObject statement)
    {
        statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:SourceAccount"] = account } };
        return statement;
    }

    private static JsonObject Statement(JsonObject principal, string[] actions, string resource) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = principal,
        ["Action"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
        ["Resource"] = resource,
    };

    private static string Document(params JsonNode[] statements) => new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) }.ToJsonString();
}
