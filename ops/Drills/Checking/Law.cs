using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Appointments.Drills.Checking;

/// <summary>What the documentation promises of statuses, written down a second time: which may follow which, and which one decides.</summary>
/// <remarks>
/// Not the domain's tables: a checker that asked them would agree with any mistake in them. A test compares the two, so that a change of
/// the law is made in both with open eyes.
/// </remarks>
public static class Law
{
    public const string Requested = "requested";

    private const string Error = "entered-in-error";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Moves = new Dictionary<string, ImmutableArray<string>>
    {
        [Requested] = ["confirmed", "rejected", "cancelled", Error],
        ["confirmed"] = ["checked-in", "cancelled", "no-show", Error],
        ["checked-in"] = ["completed", Error],
        ["rejected"] = [Error],
        ["cancelled"] = [Error],
        ["no-show"] = [Error],
        ["completed"] = [Error],
        [Error] = [],
    }.ToFrozenDictionary();

    /// <summary>Every status, the one that outranks all others first.</summary>
    public static ImmutableArray<string> ByRank { get; } = [Error, "completed", "checked-in", "cancelled", "rejected", "no-show", "confirmed", Requested];

    /// <summary>What may follow a status in one step; nothing where the text is no status.</summary>
    public static ImmutableArray<string> After(string status) => Moves.GetValueOrDefault(status, []);

    public static bool Allows(string from, string to) => After(from).Contains(to);
}
