using System.Collections.Immutable;

namespace Appointments.Drills.Load;

/// <summary>What load is sent where.</summary>
/// <param name="Edge">The edge's URL up to and with the stage, such as <c>https://api.example.org/Prod</c>.</param>
/// <param name="OriginSecret">The header that lets a tool past the edge; null: the load goes through the edge, as a client's does.</param>
/// <param name="Countries">Each country's route and its ISO code, such as <c>peru</c> and <c>PE</c>. At least one.</param>
/// <param name="RequestsPerSecond">Requests that start in a second, whatever the answers. Above 0.</param>
/// <param name="Seed">The same seed sends the same requests in the same order.</param>
/// <param name="RunId">Part of every appointment id, so that two runs with one seed do not meet. 1 to 40 of <c>A-Z a-z 0-9 . _ : -</c>.</param>
public sealed record LoadPlan(
    Uri Edge,
    string ApiKey,
    string? OriginSecret,
    ImmutableArray<(string Path, string Country)> Countries,
    double RequestsPerSecond,
    int Seed,
    string RunId);
