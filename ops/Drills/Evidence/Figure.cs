using System.Text.Json.Serialization;

namespace Appointments.Drills.Evidence;

/// <summary>One figure of a drill. <c>docs/drills.md</c> says of which two samples each is made.</summary>
/// <param name="Value">Null: what it is about did not happen, or could not be measured.</param>
/// <param name="Unit">Such as <c>s</c> or <c>requests</c>.</param>
/// <param name="AtScaleOne">What it is at most where the routing's clock is not sped up; null: it does not depend on that clock.</param>
/// <param name="Objective">The most that is allowed; null: it is shown and not judged.</param>
public sealed record Figure(string Name, double? Value, string Unit, double? AtScaleOne = null, double? Objective = null)
{
    /// <summary>The least at which the drill has shown anything; null: any.</summary>
    public double? Needed { get; init; }

    /// <summary>Null: there is no objective. What could not be measured meets none.</summary>
    [JsonInclude]
    public bool? Met => Objective is { } most ? (AtScaleOne ?? Value) is { } value && value <= most : null;

    /// <summary>Whether there was what the drill is about: without a conflict nobody has seen one resolved.</summary>
    [JsonIgnore]
    public bool IsEnough => Needed is not { } least || Value >= least;
}
