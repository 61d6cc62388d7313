using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Local.Velocity;

/// <summary>What a mapping template sees.</summary>
/// <param name="Context"><c>$context</c>. A variable without a value is left out.</param>
/// <param name="Parameters"><c>$input.params()</c>: objects <c>path</c>, <c>querystring</c> and <c>header</c>.</param>
/// <param name="Body">The payload as text; empty where there is none.</param>
/// <param name="StageVariables"><c>$stageVariables</c>.</param>
public sealed record VelocityInput(JsonObject Context, JsonObject Parameters, string Body, JsonObject StageVariables);

/// <summary>What a mapping template made.</summary>
/// <param name="Text">The new payload.</param>
/// <param name="Status"><c>$context.responseOverride.status</c>, from 100 to 599; null where the template set none.</param>
/// <param name="ResponseHeaders"><c>$context.responseOverride.header</c>.</param>
/// <param name="RequestHeaders"><c>$context.requestOverride.header</c>.</param>
public sealed record VelocityOutput(
    string Text,
    int? Status,
    ImmutableDictionary<string, string> ResponseHeaders,
    ImmutableDictionary<string, string> RequestHeaders);
