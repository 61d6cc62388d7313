using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Appointments.Local.Lambda;
using Appointments.Local.Topology;

namespace Appointments.Tests.LocalLambda;

/// <summary>One function made of the sample program, with a scratch folder that must be empty at the end.</summary>
internal sealed class SampleFunctions : IAsyncDisposable
{
    public const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:sample";
    private readonly string scratch = Directory.CreateTempSubdirectory("sample-functions-").FullName;
    private Local.Lambda.LocalLambda? lambda;

    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public int? Reserved { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int Processes { get; init; } = 4;

    public TimeSpan ColdFor { get; init; } = TimeSpan.FromSeconds(4);

    public string Executables { get; init; } = typeof(SampleFunctions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SampleFunction").Value!;

    public Action<FunctionLogLine>? OnLine { get; init; }

    public string Scratch => scratch;

    public string Logs => Path.Combine(scratch, "logs");

    public Local.Lambda.LocalLambda Lambda => lambda ??= new([Function], Settings, Clock);

    private FunctionSpec Function => new("sample", Arn, "Sample", "unused.zip", Timeout, 256, Reserved, Environment);

    private LambdaSettings Settings => new()
    {
        Region = "us-east-1",
        FunctionsDirectory = Executables,
        ScratchDirectory = scratch,
        DynamoDbEndpoint = new Uri("http://127.0.0.1:4001"),
        SqsEndpoint = new Uri("http://127.0.0.1:4002"),
        AccessKeyId = "local",
        SecretAccessKey = "local-secret",
        ProcessesPerFunction = Processes,
        ColdFor = ColdFor,
        LogsDirectory = Logs,
        OnLine = OnLine,
    };

    public Task<FunctionAnswer> InvokeAsync(object what) => InvokeAsync(System.Text.Json.JsonSerializer.Serialize(what));

    public Task<FunctionAnswer> InvokeAsync(string json) => Lambda.InvokeAsync(Arn, Encoding.UTF8.GetBytes(json), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1)); // a test that hangs tells nothing

    public async Task<JsonNode> AnswerAsync(object what)
    {
        var answer = await InvokeAsync(what);
        Assert.True(!answer.Failed, $"{answer.ErrorType}: {answer.ErrorMessage}");
        return JsonNode.Parse(answer.Payload.Span)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (lambda is not null)
        {
            await lambda.DisposeAsync();
        }

        Directory.Delete(scratch, recursive: true);
    }
}
