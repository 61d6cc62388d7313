using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.EventSources;
using Appointments.Local.Lambda;
using Appointments.Local.Routing;
using Appointments.Local.Topology;

namespace Appointments.Local.Watching;

/// <summary>A region as that which hears of alarms.</summary>
/// <param name="ToQueue">Puts a message on the region's queue of an ARN.</param>
internal sealed record HearingRegion(IFunctionInvoker Functions, Func<string, string, CancellationToken, Task> ToQueue);

/// <summary>Invokes functions without waiting: tries again, and passes on what they answered or could not.</summary>
/// <remarks>Source: AWS, "How Lambda handles errors and retries with asynchronous invocation": after one minute, then after two.</remarks>
internal sealed class AsyncInvocations(WatchingTopology topology, RouterClock clock, Action<string, string> tell)
{
    private static readonly ImmutableArray<TimeSpan> Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    public async Task RunAsync(HearingRegion region, string functionArn, byte[] payload, CancellationToken stop)
    {
        var config = topology.InvokeConfigs.FirstOrDefault(config => functionArn.EndsWith($":{config.FunctionName}", StringComparison.Ordinal)) ?? new InvokeConfigSpec("", Pauses.Length, null, null);
        for (var attempt = 0; ; attempt++)
        {
            var answer = await region.Functions.InvokeAsync(functionArn, payload, stop);
            if (!answer.Failed)
            {
                if (config.OnSuccess is { } topic)
                    tell(topic, Sentence(answer.Payload));
                return;
            }
            if (attempt >= config.Retries)
            {
                if (config.OnFailure is { } queue)
                    await region.ToQueue(queue, Encoding.UTF8.GetString(payload), stop);
                return;
            }
            await Task.Delay(clock.Scaled(Pauses[attempt]), clock.Time, stop);
        }
    }

    /// <summary>The topic gets the invocation record with the whole answer; of it people read this.</summary>
    private static string Sentence(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize<JsonNode>(payload.Span) is JsonObject answer && answer["sentence"] is { } sentence ? sentence.ToString() : Encoding.UTF8.GetString(payload.Span);
}
