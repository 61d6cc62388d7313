using System.Collections.Immutable;
using Pulumi;

namespace Appointments.Deploy.Components.Watching;

/// <summary>One thing that is watched: the alarm and its chart on the dashboard are both made from this.</summary>
/// <param name="Name">What follows the region in the alarm's name.</param>
/// <param name="Page">The page of the runbook, without folder and ending; also the chart in which all alarms of the page are drawn.</param>
/// <param name="Metric">Namespace and name.</param>
/// <param name="Statistic">Such as <c>Sum</c>, or a percentile such as <c>p99</c>.</param>
/// <param name="Threshold">In the metric's own unit.</param>
/// <param name="Reason">Why this threshold; one sentence.</param>
public sealed record Watch(
    string Name,
    string Page,
    (string Namespace, string Name) Metric,
    string Statistic,
    ImmutableArray<(string Name, Output<string> Value)> Dimensions,
    double Threshold,
    string Reason)
{
    /// <summary>Of one data point.</summary>
    public int PeriodSeconds { get; init; } = 60;

    /// <summary>Of how many data points…</summary>
    public int Periods { get; init; } = 1;

    /// <summary>…so many must be over the threshold.</summary>
    public int Breaches { get; init; } = 1;

    /// <summary>Clients get wrong or late answers while it lasts: it counts in the region's composite alarm.</summary>
    public bool HurtsClients { get; init; }

    /// <summary>True where the alarm is raised below the threshold, as of a health check that should be 1.</summary>
    public bool Below { get; init; }

    /// <summary>Whether silence is an alarm: only a health check always reports.</summary>
    public bool SilenceIsBad { get; init; }

    /// <summary>For the alarm's e-mail: what is over which threshold, and why it matters.</summary>
    public string Description =>
        $"{Metric.Name} ({Statistic} of {PeriodSeconds} s) {(Below ? "under" : "over")} {Threshold:0.###}, {Breaches} of {Periods} times. {Reason}";
}
