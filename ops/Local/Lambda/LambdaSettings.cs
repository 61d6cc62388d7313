using System.Collections.Immutable;

namespace Appointments.Local.Lambda;

/// <summary>Where one region's functions run and what they may use.</summary>
public sealed record LambdaSettings
{
    /// <summary>Such as <c>us-east-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The folder with the executable <c>bootstrap</c>, absolute.</summary>
    public required string FunctionsDirectory { get; init; }

    /// <summary>The folder in which each process gets a home of its own, removed when the process ends.</summary>
    public required string ScratchDirectory { get; init; }

    public required Uri DynamoDbEndpoint { get; init; }

    /// <summary>By ARN, the functions that have another endpoint: such as call DynamoDB of other regions too.</summary>
    public ImmutableDictionary<string, Uri> DynamoDbEndpoints { get; init; } = ImmutableDictionary<string, Uri>.Empty;

    /// <summary>Where a public address in a function's variables leads on this machine; asked when a process starts.</summary>
    public Func<string, string> Address { get; init; } = address => address;

    public required Uri SqsEndpoint { get; init; }

    /// <summary>Not a credential: DynamoDB Local keeps data apart by access key, so every client of a region must use the same.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>Not a credential: the emulators check no signature.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>Processes of one function at the same time, 1 or more. AWS gives 1,000 an account; a managed process takes 50 to 70 MB here, 16 MB of them not shared.</summary>
    public int ProcessesPerFunction { get; init; } = 4;

    /// <summary>How long a process counts as starting, until its first event is done: see <see cref="ColdStarts"/>. A start alone takes half a second of processor time; a first event that waits for something else must not keep others waiting.</summary>
    public TimeSpan ColdFor { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an invocation waits for a free process before it is throttled: API Gateway gives up after 29 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(29);

    /// <summary>After how long without an invocation a process is ended.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where each function's lines are appended to <c>&lt;function&gt;.log</c>; null: nowhere.</summary>
    public string? LogsDirectory { get; init; }

    /// <summary>Told of every line, from any thread; must not block.</summary>
    public Action<FunctionLogLine>? OnLine { get; init; }
}
