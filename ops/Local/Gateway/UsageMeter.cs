using System.Collections.Concurrent;
using Appointments.Local.Topology;

namespace Appointments.Local.Gateway;

/// <summary>Keys and their usage plans: who may call, how fast, how often.</summary>
/// <remarks>
/// A token bucket and a quota per key (AWS, "Usage plans and API keys for REST APIs in API Gateway": limits apply to each key of the plan).
/// AWS applies both on a best-effort basis; here they are exact.
/// </remarks>
internal sealed class UsageMeter(ApiSpec api, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, KeyUse> _uses = new();

    /// <summary>Admits one request.</summary>
    /// <param name="value">The header <c>x-api-key</c>; null where it is absent.</param>
    /// <returns>The key.</returns>
    /// <exception cref="GatewayFault">No key, none that the plan knows, too fast, or over the quota. A request that is too fast does not count against the quota.</exception>
    public ApiKeySpec Admit(string? value)
    {
        var key = api.Keys.FirstOrDefault(known => known.Value == value);
        // A key outside every usage plan of the stage opens nothing (same page).
        if (key is null || api.UsagePlans.FirstOrDefault(plan => plan.KeyIds.Contains(key.Id)) is not { } plan)
        {
            throw new GatewayFault(FaultKind.InvalidKey);
        }

        var use = _uses.GetOrAdd(key.Id, _ => new KeyUse(clock.GetTimestamp(), plan.Burst));
        var now = clock.GetTimestamp();
        lock (use)
        {
            use.Refill(clock.GetElapsedTime(use.RefilledAt, now), now, plan);
            if (use.Tokens < 1)
            {
                throw new GatewayFault(FaultKind.Throttled);
            }

            use.Tokens--;
            Count(use, plan);
        }

        return key;
    }

    private void Count(KeyUse use, UsagePlanSpec plan)
    {
        var period = Period(clock.GetUtcNow(), plan.QuotaPeriod);
        use.Counted = period == use.Period ? use.Counted : 0;
        use.Period = period;
        if (plan.QuotaLimit > 0 && use.Counted >= plan.QuotaLimit)
        {
            throw new GatewayFault(FaultKind.QuotaExceeded);
        }

        use.Counted++;
    }

    // Periods begin at midnight UTC: of each day, of each Sunday, of each first of a month.
    private static DateOnly Period(DateTimeOffset now, string period)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        return period switch
        {
            "DAY" => day,
            "WEEK" => day.AddDays(-(int)day.DayOfWeek),
            "MONTH" => new DateOnly(day.Year, day.Month, 1),
            _ => throw new ArgumentException($"The usage plan's quota period is '{period}'; expected DAY, WEEK or MONTH."),
        };
    }

    private sealed class KeyUse(long refilledAt, double tokens)
    {
        public long RefilledAt { get; private set; } = refilledAt;

        public double Tokens { get; set; } = tokens;

        public DateOnly Period { get; set; }

        public int Counted { get; set; }

        public void Refill(TimeSpan since, long now, UsagePlanSpec plan)
        {
            Tokens = Math.Min(plan.Burst, Tokens + (since.TotalSeconds * plan.RatePerSecond));
            RefilledAt = now;
        }
    }
}
