using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Appointments.Cli.Doctor;

/// <summary>Whether something is on this machine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Presence>))]
internal enum Presence
{
    There,

    /// <summary>Not yet, and the first run that needs it gets it.</summary>
    Fetched,

    Missing,
}

/// <summary>One thing that verbs need.</summary>
/// <param name="For">The verbs, as they are typed.</param>
/// <param name="Detail">Its version or place, or why it is needed.</param>
/// <param name="Mend">The one command that brings it; null where nothing is to be done.</param>
internal sealed record Finding(string What, ImmutableArray<string> For, Presence Presence, string Detail, string? Mend = null)
{
    /// <summary>Without it a verb that everyone uses does not work. What only <c>run --native</c> and <c>pulumi up</c> need can wait.</summary>
    public bool Stops => Presence is Presence.Missing && For.Any(verb => verb is "run" or "test" or "graph");
}
