using System.Collections.Immutable;

namespace Appointments.Local.Edge;

/// <summary>Asks every region's <c>/health</c> again and again, as the edge sees it.</summary>
/// <param name="regions">Region to the address of its stage, in the order in which the edge prefers them.</param>
internal sealed class RegionHealth(ImmutableArray<(string Region, Uri Stage)> regions, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1);

    private readonly HttpClient http = new() { Timeout = Timeout };
    private readonly CancellationTokenSource stop = new();
    private ImmutableHashSet<string> healthy = [.. regions.Select(region => region.Region)];
    private Task asking = Task.CompletedTask;

    public void Start() => asking = Task.WhenAll(regions.Select(region => AskAsync(region.Region, region.Stage)));

    public bool IsHealthy(string region) => healthy.Contains(region);

    /// <summary>The first healthy region; where none is, the first: an answer from a sick region is better than none.</summary>
    public (string Region, Uri Stage) Preferred() => regions.FirstOrDefault(region => IsHealthy(region.Region), regions[0]);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await asking;
        http.Dispose();
        stop.Dispose();
    }

    private async Task AskAsync(string region, Uri stage)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            var answered = await AnswersAsync(stage);
            ImmutableInterlocked.Update(ref healthy, set => answered ? set.Add(region) : set.Remove(region));
        }
        while (await NextAsync(timer));
    }

    private async Task<bool> AnswersAsync(Uri stage)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"{stage}/health"), stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return false; // no answer is what unhealthy means
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try { return await timer.WaitForNextTickAsync(stop.Token); }
        catch (OperationCanceledException) { return false; }
    }
}
