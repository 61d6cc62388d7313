using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>Acts carry this machine's time, and autoDrain compares a restore's with that of CloudWatch's alarms: a clock that is hours ahead would keep it from draining for hours, one that is behind lets a late notice drain again.</summary>
internal static class ClockRule
{
    /// <summary>An answer's Date has whole seconds and is as old as its way here; a clock that is set by the network is right to a second.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <remarks>One region's clock against all others is that region's fault, and a reason to drain it.</remarks>
    /// <param name="undone">Such as <c>us-east-1 is not drained</c>.</param>
    /// <returns>Why nothing is written now; null: nothing speaks against this machine's clock, or nobody could.</returns>
    public static string? Refusal(string undone, ImmutableArray<RegionState> all, DateTimeOffset now)
    {
        var telling = all.Where(state => state.ClockAhead is not null).ToArray();
        return telling.All(state => state.ClockAhead!.Value.Duration() > Most) && telling.FirstOrDefault() is { ClockAhead: { } off } region
            ? $"{undone}: this machine's clock says {now:u}, that of {region.Region} {now - off:u}, and the time of an act counts (autoDrain compares it). Expected at most {Most.TotalSeconds:0} s between them: set this machine's clock (timedatectl set-ntp true) and say it again."
            : null;
    }
}
