namespace Appointments.Cost;

/// <summary>What clients do in a month. The assumptions are few, written here once, and printed with every estimate.</summary>
/// <param name="Requests">Of all clients to all regions, a month; spread evenly over the regions.</param>
/// <param name="StoredGigabytes">Of appointments in each region; null: a year of these requests.</param>
public sealed record Workload(long Requests, decimal? StoredGigabytes = null)
{
    /// <summary>365.25 days of 24 hours, a twelfth.</summary>
    public const decimal Hours = 730.5m;

    public const decimal Seconds = Hours * 3_600;

    public const decimal Registrations = 0.40m, Changes = 0.40m, Reads = 0.15m, Lists = 0.05m;

    /// <summary>A ledger row with its keys, in kilobytes: what DynamoDB counts as one unit, and about what it stores.</summary>
    private const decimal RowKilobytes = 0.4m;

    /// <summary>Of a request's answer, on the average of the four kinds.</summary>
    public const decimal AnswerKilobytes = 1;

    /// <summary>Of a line of a log: API access, function, edge.</summary>
    public const decimal LogKilobytes = 0.5m;

    /// <summary>Milliseconds that a native function at 512 MB runs for one event: two to three round trips to DynamoDB.</summary>
    public const decimal Milliseconds = 30;

    /// <summary>Checkers that Route 53 has in each checker region, each asking once an interval. AWS does not say; 2 fits "about 15 from all 8 regions" ("How Route 53 determines whether a health check is healthy").</summary>
    public const decimal CheckersInARegion = 2;

    /// <summary>Edge locations that ask Route 53 for the origin as often as its time to live lets them.</summary>
    public const decimal EdgeLocations = 20;

    public decimal Share(decimal share) => Requests * share;

    /// <summary>Rows that clients write a month: one for a registration, one more for a change and the old one's mark.</summary>
    public decimal ChangedRows => Share(Registrations) + (2 * Share(Changes));

    public decimal Gigabytes => StoredGigabytes ?? 12 * (Share(Registrations) + Share(Changes)) * RowKilobytes / 1_000_000;

    public IEnumerable<string> Assumptions =>
    [
        $"of 100 requests {100 * Registrations:0} register, {100 * Changes:0} change a status, {100 * Reads:0} read one appointment, {100 * Lists:0} list 25; spread evenly over the regions",
        $"{Gigabytes:0.##} GB of appointments in each region{(StoredGigabytes is null ? ", a year of these requests" : "")}; a row is {RowKilobytes} KB, an answer {AnswerKilobytes} KB, a line of a log {LogKilobytes} KB",
        "every request is let through: where usagePlanRequestsPerMonth (of a key, in each region) lets fewer through, raise it first, which costs nothing",
        $"a function runs {Milliseconds} ms for an event at its memory; registrations come one a batch; functions that only incidents call cost nothing",
        "clients are at edges in South America; no free tier, tax, discount or support plan, but for what AWS never bills (50 health checks, two budgets, public certificates)",
        $"Route 53 asks with {CheckersInARegion} checkers from each checker region; {EdgeLocations} edge locations ask it for the origin once a time to live; SQS is polled five times in 20 s for each queue that is read",
    ];
}
