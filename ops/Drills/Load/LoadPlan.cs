using System.Collections.Immutable;

namespace Appointments.Drills.Load;

/// <summary>What load is sent where.</summary>
/// <param name="Edge">The edge's URL up to and with the stage, such as <c>https://api.example.org/Prod</c>.</param>
/// <param name="OriginSecret">The header that lets a tool past the edge; null: the load goes through the edge, as a client's does.</param>
/// <param name="Countries">Each country's route and its ISO code, such as <c>peru</c> and <c>PE</c>. At least one.</param>
/// <param name="RequestsPerSecond">Requests that start in a second on average, whatever the answers. Above 0.</param>
/// <param name="Seed">The same seed asks for the same, in the same order.</param>
/// <param name="RunId">Part of every appointment id, so that two runs with one seed do not meet. 1 to 40 of <c>A-Z a-z 0-9 . _ : -</c>.</param>
public sealed record LoadPlan(
    Uri Edge,
    string ApiKey,
    string? OriginSecret,
    ImmutableArray<(string Path, string Country)> Countries,
    double RequestsPerSecond,
    int Seed,
    string RunId)
{
    /// <summary>What the id of every appointment of a drill begins with; only the drill's key may use such ids.</summary>
    public const string IdPrefix = "drill-";

    /// <summary>One attempt's time, after which the client does not know. CloudFront answers within 30 s; people have gone by then.</summary>
    public TimeSpan ClientTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a client sends a write whose answer it does not know, the first time included. From 1.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>What decides the changes; null: <see cref="Seed"/>. Two loads with one seed and run, sent to two regions with different changes' seeds, decide about the same appointments as two people would who do not know of each other.</summary>
    public int? ChangesSeed { get; init; }
}
