using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Experiments;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>Everything that a drill saw; the evidence is made of it and of nothing else.</summary>
/// <param name="Withheld">Writes that the region had accepted and the others did not show, just before recovery was asked for.</param>
/// <param name="Verdict">What the checker makes of it; null: a region could not be read, and <paramref name="Unreadable"/> says which.</param>
/// <param name="LoadEnded">When the last answer was in.</param>
/// <param name="Settled">When everything had come to rest; null: not within the time for it.</param>
public sealed record DrillRecord(
    Journal Journal,
    ImmutableArray<Observation> Observations,
    ImmutableArray<RequestOutcome> Requests,
    ImmutableArray<SystemSample> Samples,
    ImmutableArray<Withheld> Withheld,
    DateTimeOffset LoadEnded,
    DateTimeOffset? Settled,
    Punctuality Punctuality,
    Verdict? Verdict,
    string? Unreadable)
{
    /// <summary>Ctrl-C, in the method or later: it has not passed, and rest was waited for a few seconds only.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Drains and restores, as the regions have them on record; null: nobody asked.</summary>
    public ServiceTrail? Trail { get; init; }

    /// <summary>What every region held at the end, as the checker read it; empty where a region could not be read.</summary>
    public ImmutableArray<RegionLedgers> Ledgers { get; init; } = [];

    /// <summary>What was seen out of order after messages had become dead letters: the order of their schedules ends there.</summary>
    public ImmutableArray<OrderSighting> AfterDeadLetters { get; init; } = [];
}
