using System.Collections.Immutable;
using System.Globalization;

namespace Appointments.Regions;

/// <summary>How a region is drained: on a quiet day, or in a bad hour. One flag tells them apart.</summary>
/// <param name="Patience">How long one call to one region may take.</param>
/// <param name="GivesUpAfter">How long one waits for the end, where nothing is said.</param>
public sealed record DrainVariant(string Name, TimeSpan Patience, TimeSpan GivesUpAfter)
{
    /// <summary>Nothing presses: long enough for a table that is throttled over a slow link to another continent; half an hour empties a queue of tens of thousands.</summary>
    public static readonly DrainVariant Planned = new("planned", TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(30));

    /// <summary>A healthy region answers a point read within 100 ms anywhere on Earth; DNS moves within interval × 3 + time to live, 150 s at most.</summary>
    public static readonly DrainVariant InAnEmergency = new("emergency", TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5));

    public static DrainVariant Of(bool emergency) => emergency ? InAnEmergency : Planned;

    /// <summary>What this variant does where the other does something else, for people to read before it is done.</summary>
    /// <param name="givesUpAfter">How long one waits, if one does.</param>
    public ImmutableArray<string> Differences(TimeSpan givesUpAfter) => this == InAnEmergency
        ?
        [
            "emergency: writes at once to every region that answers; a silent one is told later, by the same command again.",
            Seconds($"Each call has {Patience.TotalSeconds:0} s; with --wait only DNS is waited for, {Most(givesUpAfter)} at most: the sick region's queues and replication come later."),
        ]
        :
        [
            "planned: refuses unless every region's table answers and another region serves and is healthy for Route 53. In a bad hour: --emergency.",
            Seconds($"Each call has {Patience.TotalSeconds:0} s; with --wait DNS, the region's queues and the replication out of it are waited for, {Most(givesUpAfter)} at most."),
        ];

    private static string Most(TimeSpan time) => time.Seconds is 0 ? Seconds($"{time.TotalMinutes:0} min") : Seconds($"{time.TotalSeconds:0} s");

    private static string Seconds(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
