using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Sns;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Account">The account that deploys: whoever it lets may manage the key.</param>
/// <param name="Settings">Who is told (each must confirm once; Pulumi cannot), and where they read on.</param>
public sealed record AlarmTopicArgs(Output<string> Account, WatchingSettings Settings)
{
    /// <summary>Whether AWS Budgets tells it too, besides CloudWatch.</summary>
    public bool HearsOfBudgets { get; init; }
}

/// <summary>Where alarms of one region go. Encrypted with a key of its own: CloudWatch may not use the one that AWS manages for SNS.</summary>
/// <remarks>Source: AWS re:Post, "How do I set up a CloudWatch alarm with an encrypted SNS topic": alias/aws/sns cannot be used.</remarks>
public sealed class AlarmTopic : ComponentResource
{
    private const string CloudWatch = "cloudwatch.amazonaws.com", Budgets = "budgets.amazonaws.com";

    [Output] public Output<string> Arn { get; private set; }
    [Output] public Output<string> Name { get; private set; }

    /// <summary>For those who publish there too.</summary>
    public Output<string> KeyArn { get; }

    private readonly string runbook;

    public AlarmTopic(string name, AlarmTopicArgs args, ComponentResourceOptions options) : base("appointments:watching:AlarmTopic", name, options)
    {
        runbook = args.Settings.Runbook;
        var child = new CustomResourceOptions { Parent = this };
        string[] services = args.HearsOfBudgets ? [CloudWatch, Budgets] : [CloudWatch];
        var key = new Key($"{name}-key", new KeyArgs
        {
            Description = "Encrypts alarms on their way through SNS.",
            EnableKeyRotation = true,
            Policy = args.Account.Apply(account => KeyPolicy(account, services)),
        }, child);
        var topic = new Topic(name, new TopicArgs { KmsMasterKeyId = key.Arn }, child);
        _ = new TopicPolicy($"{name}-policy", new TopicPolicyArgs { Arn = topic.Arn, Policy = Output.Tuple(topic.Arn, args.Account).Apply(known => Publish(known.Item1, known.Item2, services)) }, child);
        foreach (var email in args.Settings.AlarmEmails)
            _ = new TopicSubscription($"{name}-{email.Replace('@', '-')}", new TopicSubscriptionArgs { Topic = topic.Arn, Protocol = "email", Endpoint = email }, child);
        KeyArn = key.Arn;
        Arn = topic.Arn;
        Name = topic.Name;
        RegisterOutputs();
    }

    /// <summary>The end of an alarm's text: where whoever is told reads on.</summary>
    /// <param name="page">In the runbook's folder, without ending.</param>
    public string WhatToDo(string page) => $"What to do: {runbook}/{page}.md";

    /// <summary>Source: AWS, "Creating an Amazon SNS topic for budget notifications": the same two permissions as CloudWatch's.</summary>
    private static string KeyPolicy(string account, string[] services) => ResourcePolicy.Document(
        [ResourcePolicy.OwnedBy(account), .. services.Select(service => ResourcePolicy.ForService(account, service, ["kms:Decrypt", "kms:GenerateDataKey*"], "*"))]);

    private static string Publish(string topic, string account, string[] services) =>
        ResourcePolicy.Document([.. services.Select(service => ResourcePolicy.ForService(account, service, ["sns:Publish"], topic)), ResourcePolicy.OverTlsOnly("sns:Publish", topic)]);
}
