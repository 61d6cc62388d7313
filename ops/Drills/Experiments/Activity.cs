using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Drills.Experiments;

/// <summary>What an activity is for.</summary>
public enum ActivityKind
{
    /// <summary>Looks, and changes nothing.</summary>
    Probe,

    /// <summary>Does something to the system.</summary>
    Action,
}

/// <summary>One step of a drill: a call of <c>./appointments</c>.</summary>
/// <param name="Name">Unique within the drill.</param>
/// <param name="Arguments">The words behind <c>./appointments</c>, with every <c>${…}</c> replaced.</param>
/// <param name="Tolerance">What its result may be; null: whatever it is.</param>
/// <param name="PauseBefore">Waited before it, on the clock of whoever runs the drill.</param>
/// <param name="PauseAfter">Waited after it.</param>
/// <param name="Source">As the file has it.</param>
public sealed record Activity(ActivityKind Kind, string Name, ImmutableArray<string> Arguments, Tolerance? Tolerance, TimeSpan PauseBefore, TimeSpan PauseAfter, JsonObject Source)
{
    /// <summary>As a person types it.</summary>
    public string Command => $"./appointments {string.Join(' ', Arguments.Select(word => word.Any(char.IsWhiteSpace) || word is "" ? $"\"{word}\"" : word))}";
}
