using System.Collections.Immutable;
using Pulumi;

namespace Appointments.Tests.Offline;

/// <summary>A resource as a generated provider package declares one.</summary>
public sealed class Queue(string name, QueueArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:sqs/queue:Queue", name, args, options)
{
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("delaySeconds")]
    public Output<int?> DelaySeconds { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("redrives")]
    public Output<ImmutableArray<Redrive>> Redrives { get; private set; } = null!;

    public static Queue Get(string name, Input<string> id) => new(name, new QueueArgs(), new CustomResourceOptions { Id = id });
}

public sealed class QueueArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("redrives")]
    private InputList<RedriveArgs>? _redrives;

    [Input("visibilityTimeoutSeconds")]
    public Input<int>? VisibilityTimeoutSeconds { get; set; }

    [Input("fifoQueue")]
    public Input<bool>? FifoQueue { get; set; }

    [Input("policy")]
    public Input<string>? Policy { get; set; }

    [Input("code")]
    public Input<Archive>? Code { get; set; }

    [Input("mode")]
    public InputUnion<string, int>? Mode { get; set; }

    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }

    public InputList<RedriveArgs> Redrives { get => _redrives ??= []; set => _redrives = value; }
}

public sealed class RedriveArgs : ResourceArgs
{
    [Input("deadLetterArn", required: true)]
    public Input<string> DeadLetterArn { get; set; } = null!;

    [Input("maxReceiveCount")]
    public Input<int>? MaxReceiveCount { get; set; }
}

[OutputType]
public sealed class Redrive
{
    public readonly string DeadLetterArn;
    public readonly int? MaxReceiveCount;

    [OutputConstructor]
    private Redrive(string deadLetterArn, int? maxReceiveCount) => (DeadLetterArn, MaxReceiveCount) = (deadLetterArn, maxReceiveCount);
}
