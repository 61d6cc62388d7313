using System.Collections.Immutable;
using System.Globalization;

namespace Appointments.Regions;

/// <summary>Whether what one region writes reaches another: something was written there just now, and looked for here.</summary>
/// <param name="Arrived">Whether it came within the time that a call may take, in every table: each is replicated by itself.</param>
/// <param name="Oldest">The age of the oldest write that has not arrived; null where none waits, or where nobody can tell (on AWS).</param>
/// <param name="Problem">Why it could not be tried; null where it could.</param>
public sealed record ReplicationSighting(string From, string To, bool Arrived, TimeSpan? Oldest, string? Problem)
{
    /// <summary>Under load something is always on its way, for a second or two, seldom more: this old it is a backlog.</summary>
    public static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(5);

    /// <summary>The tables in which it did not come; empty also where nobody tells them apart.</summary>
    public ImmutableArray<string> Held { get; init; } = [];

    /// <summary>Whether nothing at all came, in no table.</summary>
    public bool PassesNothing { get; init; } = !Arrived;

    public bool HasCaughtUp => Problem is null && Arrived && !(Oldest > OnItsWay);

    /// <summary>What is left, in words; empty where nothing is.</summary>
    public string Left => HasCaughtUp ? ""
        : Problem is { } silent ? $"nobody can say what {To} lacks of {From} ({silent})"
        : Oldest is { } age ? string.Create(CultureInfo.InvariantCulture, $"{To} lacks what {From} wrote {age.TotalSeconds:0} s ago")
        : $"what {From} writes{(Held.IsEmpty ? "" : $" to {string.Join(" and ", Held)}")} does not reach {To}";
}
