using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Appointments.Drills.Checking;

/// <summary>Reads what every region holds, each at its own address: the edge would show one region's word for all.</summary>
public sealed class LedgerReader : IDisposable
{
    /// <summary>Pages of 100 that a list is read: on a system that others use too a list has no end that a drill could wait for.</summary>
    public const int MostPages = 500;

    private const int AtOnce = 8;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly TimeProvider clock;
    private readonly TimeSpan patience;

    /// <param name="regions">Each region and the URL of its own stage.</param>
    /// <param name="originSecret">Where the origin is protected: what lets a tool past the edge.</param>
    /// <param name="patience">How long a region may refuse to answer before it counts as unreadable; null: a minute.</param>
    public LedgerReader(IEnumerable<(string Region, Uri Stage)> regions, string apiKey, string? originSecret, TimeProvider clock, TimeSpan? patience = null)
    {
        Regions = [.. regions.Select(region => new RegionApi(region.Region, region.Stage, apiKey, originSecret, http))];
        this.clock = clock;
        this.patience = patience ?? TimeSpan.FromMinutes(1);
    }

    internal ImmutableArray<RegionApi> Regions { get; }

    /// <param name="ids">Every appointment of the observations.</param>
    /// <param name="idPrefix">What the ids of the run begin with: of the lists, what else they show is not looked at.</param>
    /// <exception cref="UnreadableRegionException">A region did not answer within the patience; without it there is no verdict. Read again when it is back.</exception>
    public async Task<ImmutableArray<RegionLedgers>> ReadAsync(IReadOnlyCollection<string> ids, string idPrefix, CancellationToken cancel) =>
        [.. await Task.WhenAll(Regions.Select(region => ReadAsync(region, ids, idPrefix, cancel)))];

    public void Dispose() => http.Dispose();

    private async Task<RegionLedgers> ReadAsync(RegionApi region, IReadOnlyCollection<string> ids, string idPrefix, CancellationToken cancel)
    {
        ConcurrentDictionary<string, SeenAppointment> seen = new();
        await Parallel.ForEachAsync(ids.Distinct(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (id, stop) =>
            seen[id] = await InsistAsync(region, $"appointment {id}", () => region.AppointmentAsync(id, stop), stop));
        var listed = ImmutableArray.CreateBuilder<SeenListing>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (entries, next) = (await InsistAsync(region, "the list", async () => await region.PageAsync(cursor, cancel) is { } read ? Tuple.Create(read.Entries, read.Next) : null, cancel)).ToValueTuple();
            listed.AddRange(entries.Where(entry => entry.Id.StartsWith(idPrefix, StringComparison.Ordinal)));
            if ((cursor = next) is null)
                break;
        }

        return new RegionLedgers(region.Region, seen.ToImmutableDictionary(), listed.DrainToImmutable(), ListedWhole: cursor is null);
    }

    // A usage plan, a cold start, a region that is just back: none of them is a verdict.
    private async Task<T> InsistAsync<T>(RegionApi region, string what, Func<Task<T?>> read, CancellationToken cancel) where T : class
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            if (await read() is { } answer)
                return answer;
            if (clock.GetElapsedTime(start) > patience)
                throw new UnreadableRegionException(region.Region, what, patience);
            await Task.Delay(RetryPause, clock, cancel);
        }
    }
}
