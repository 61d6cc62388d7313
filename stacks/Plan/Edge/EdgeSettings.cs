using System.Collections.Immutable;

namespace Appointments.Plan.Edge;

/// <summary>What stands between clients and the regions, but for the secrets' values.</summary>
/// <param name="ProtectOrigin">Whether a region answers only what came through the edge.</param>
/// <param name="RequestsPerFiveMinutes">What the edge takes from one address in any five minutes.</param>
/// <param name="ShieldAdvanced">Whether the edge and the zone are put under the account's Shield Advanced subscription.</param>
/// <param name="OriginSecrets">The secrets that regions accept, one or two; the first is the one that the edge sends.</param>
/// <param name="ApiKeys">The API keys that are valid, one or two.</param>
public sealed record EdgeSettings(bool ProtectOrigin, int RequestsPerFiveMinutes, bool ShieldAdvanced, ImmutableArray<Setting> OriginSecrets, ImmutableArray<Setting> ApiKeys)
{
    /// <summary>The header with which the edge shows a region who it is.</summary>
    public const string SecretHeader = "x-origin-secret";

    /// <summary>Bytes of a request's body that are let through: what WAF inspects at its base price.</summary>
    /// <remarks>Source: AWS, "Managing body inspection size limits for AWS WAF".</remarks>
    public const int MaxBodyBytes = 16_384;
}
