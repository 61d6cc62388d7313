using Appointments.Local.Velocity;

namespace Appointments.Local.Gateway;

/// <summary>How a local API is served.</summary>
/// <param name="Velocity">Renders the mapping templates; may be shared by all regions, and is not disposed with the API.</param>
/// <param name="Clock">Request times, token buckets and quota periods.</param>
/// <param name="Port">On 127.0.0.1; 0 = any free port.</param>
/// <param name="Problems">Told what an operator must mend (a template that failed, a backend that is down); never a body.</param>
public sealed record GatewayOptions(VelocityEngines Velocity, TimeProvider Clock, int Port = 0, IProgress<string>? Problems = null)
{
    /// <summary>Told of every answer: <c>$context</c>, with the status. From any thread; must not block.</summary>
    public Action<System.Text.Json.Nodes.JsonObject>? OnAnswered { get; init; }
}
