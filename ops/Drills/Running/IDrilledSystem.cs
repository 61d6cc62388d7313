using System.Collections.Immutable;

namespace Appointments.Drills.Running;

/// <summary>What a drill is run against, as its clients and its operators reach it. Implemented for the local run and for a deployment on AWS.</summary>
public interface IDrilledSystem
{
    /// <summary>What it is, for the evidence, such as <c>local run (dev)</c>.</summary>
    string Description { get; }

    /// <summary>The edge up to and with the stage: where a client sends.</summary>
    Uri Edge { get; }

    /// <summary>The key that load is sent with.</summary>
    string ApiKey { get; }

    /// <summary>The header that lets a tool past the edge to a region; null: none is needed.</summary>
    string? OriginSecret { get; }

    /// <summary>Region to the address of its own stage, in the order of the settings.</summary>
    ImmutableArray<(string Region, Uri Stage)> Regions { get; }

    /// <summary>Each country's route and its ISO code.</summary>
    ImmutableArray<(string Path, string Country)> Countries { get; }

    /// <summary>How many times as fast the routing's clock runs; 1 on AWS.</summary>
    double TimeScale { get; }

    /// <summary>How long everything must be seen at rest before it is believed: counts that lag behind say zero too early.</summary>
    TimeSpan QuietFor { get; }

    /// <summary>How long it may take to come to rest after the load has ended.</summary>
    TimeSpan SettlesWithin { get; }

    /// <summary>Looks at it from outside. What does not answer is a finding and no error.</summary>
    Task<SystemSample> SampleAsync(CancellationToken cancel);

    /// <summary>What its regions have on record of drains and restores, before the drill too. A table that does not answer is a finding and no error.</summary>
    Task<ServiceTrail> TrailAsync(CancellationToken cancel);
}
