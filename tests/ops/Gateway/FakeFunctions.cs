using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Appointments.Local.Lambda;

namespace Appointments.Tests.Gateway;

/// <summary>Functions that keep their events and answer as told.</summary>
internal sealed class FakeFunctions : IFunctionInvoker
{
    public ConcurrentQueue<(string Arn, JsonObject Event)> Asked { get; } = [];

    public Func<CancellationToken, Task<FunctionAnswer>> Says { get; set; } = _ => Task.FromResult(Json("""{"statusCode":200,"body":"{}"}"""));

    public static FunctionAnswer Json(string payload) => new(Encoding.UTF8.GetBytes(payload));

    public Task<FunctionAnswer> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        Asked.Enqueue((functionArn, JsonNode.Parse(payload.Span)!.AsObject()));
        return Says(cancel);
    }
}
