using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Appointments.Local.Lambda;

namespace Appointments.Tests.LocalLambda;

/// <summary>A function that answers as the test says; every event is kept.</summary>
internal sealed class ScriptedInvoker(Func<JsonArray, Task<FunctionAnswer>> answer) : IFunctionInvoker
{
    private readonly ConcurrentQueue<JsonArray> events = new();

    /// <summary>The records of each event, in order.</summary>
    public IReadOnlyList<JsonArray> Events => [.. events];

    public static FunctionAnswer Done { get; } = new("{}"u8.ToArray());

    public static FunctionAnswer Thrown { get; } = new(default, "Sample.Thrown", "No.");

    public static FunctionAnswer Throttled { get; } = new(default, LambdaErrors.Throttled, "Rate Exceeded.");

    public static FunctionAnswer Failed(params string[] items) =>
        new(Encoding.UTF8.GetBytes(new JsonObject { ["batchItemFailures"] = new JsonArray([.. items.Select(item => new JsonObject { ["itemIdentifier"] = item })]) }.ToJsonString()));

    public Task<FunctionAnswer> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        Assert.Equal(SampleFunctions.Arn, functionArn);
        var records = (JsonArray)JsonNode.Parse(payload.Span)!["Records"]!;
        events.Enqueue(records);
        return answer(records).WaitAsync(cancel); // as LocalLambda: who gives up no longer waits
    }
}
