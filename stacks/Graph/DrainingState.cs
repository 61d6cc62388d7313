using System.Collections.Immutable;

namespace Appointments.Graph;

/// <summary>What AWS would add to the inputs of what autoDrain is made of.</summary>
internal static class DrainingState
{
    /// <returns>Null where the type is none of these.</returns>
    public static (string Id, Dictionary<string, object> Computed)? Of(string type, ImmutableDictionary<string, object> inputs) => type switch
    {
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig" => ((string)inputs["functionName"], []),
        "aws:sqs/queuePolicy:QueuePolicy" => ((string)inputs["queueUrl"], []),
        _ => null,
    };
}
