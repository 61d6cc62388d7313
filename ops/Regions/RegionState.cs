using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Appointments.Regions;

/// <summary>What one region's own table says about another region, or about itself.</summary>
/// <param name="Observer">The region whose table was asked.</param>
/// <param name="Answered">False: it did not answer, and <paramref name="Mark"/> means nothing.</param>
/// <param name="Mark">Null: not drained.</param>
/// <param name="Problem">Why it did not answer; null where it did.</param>
public sealed record DrainSighting(string Observer, bool Answered, DrainMark? Mark, string? Problem = null);

/// <summary>A region as an operator finds it.</summary>
/// <param name="Watcher">The region at which Route 53 asks whether this one is drained.</param>
/// <param name="Serves">Whether its own <c>/health</c> answers 200 now.</param>
/// <param name="Routable">Whether Route 53 counts it as healthy; that lags behind by interval and threshold. On AWS, where only a control plane could tell: what its two checks find now.</param>
/// <param name="Sightings">One for every region's table.</param>
public sealed record RegionState(string Region, string Watcher, bool Serves, bool Routable, ImmutableArray<DrainSighting> Sightings)
{
    /// <summary>By how much this machine's clock is ahead of the region's; less than zero: behind. Null: not known.</summary>
    [JsonIgnore] // for the tools; people are told by the sentence
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>The mark that any table shows; null where none does.</summary>
    public DrainMark? Drained => Sightings.Select(sighting => sighting.Mark).FirstOrDefault(mark => mark is not null);
}
