using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Contract;
using Appointments.Local.DynamoDb;
using Appointments.Local.Routing;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>A local region that can be drained.</summary>
/// <param name="Tables">Its DynamoDB, through the proxy that can fail and that stamps writes.</param>
/// <param name="RegionsTableName">The physical name of RegionsTable.</param>
internal sealed record DrainableRegion(string Region, Uri Stage, DynamoDbEndpoint Tables, string RegionsTableName);

/// <summary>The regions of a local run as an operator reaches them: by their own addresses, each for itself.</summary>
internal sealed class RegionsOnThisMachine(ImmutableArray<DrainableRegion> regions, Router router, TimeProvider clock) : IRegions, IDisposable
{
    /// <summary>After this a region does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };

    public async Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel)
    {
        var tables = Task.WhenAll(regions.Select(region => SightingsAsync(region, cancel)));
        var serving = await Task.WhenAll(regions.Select(region => ServesAsync(region, cancel)));
        var sightings = await tables;
        return [.. regions.Select((region, index) => new RegionState(region.Region, router.WatcherOf(region.Region), serving[index], router.IsHealthy(region.Region),
            [.. sightings.Select(observer => observer[region.Region])]))];
    }

    public Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, CancellationToken cancel) => WriteAsync("PutItem", table => new JsonObject
    {
        ["TableName"] = table,
        ["Item"] = new JsonObject
        {
            [RegionsTable.Region] = Text(region),
            [RegionsTable.DrainedAt] = Text(mark.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            [RegionsTable.DrainedBy] = Text(mark.By),
            [RegionsTable.Reason] = Text(mark.Reason),
        },
        ["ConditionExpression"] = $"attribute_not_exists({RegionsTable.DrainedAt})", // the first mark stands: who, when and why of a drain
    }, cancel);

    public Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, CancellationToken cancel) => WriteAsync("DeleteItem", table => new JsonObject
    {
        ["TableName"] = table,
        ["Key"] = new JsonObject { [RegionsTable.Region] = Text(region) },
        ["ConditionExpression"] = $"attribute_exists({RegionsTable.DrainedAt})",
    }, cancel);

    public void Dispose() => http.Dispose();

    private async Task<ImmutableArray<TableAnswer>> WriteAsync(string operation, Func<string, JsonObject> request, CancellationToken cancel) =>
        [.. await Task.WhenAll(regions.Select(async region =>
        {
            try
            {
                await InTimeAsync(within => region.Tables.CallAsync(operation, request(region.RegionsTableName), within), cancel);
                return new TableAnswer(region.Region, TableAnswerKind.Written, null);
            }
            catch (DynamoDbCallException refused) when (refused.Error is "ConditionalCheckFailedException")
            {
                return new TableAnswer(region.Region, TableAnswerKind.StoodAlready, null);
            }
            catch (Exception silent) when (IsSilence(silent, cancel))
            {
                return new TableAnswer(region.Region, TableAnswerKind.NoAnswer, silent.Message);
            }
        }))];

    /// <summary>What one region's table says about every region.</summary>
    private async Task<ImmutableDictionary<string, DrainSighting>> SightingsAsync(DrainableRegion observer, CancellationToken cancel)
    {
        try
        {
            var found = await Task.WhenAll(regions.Select(async region => (region.Region, Mark: await InTimeAsync(within => observer.Tables.CallAsync("GetItem", new JsonObject
            {
                ["TableName"] = observer.RegionsTableName,
                ["Key"] = new JsonObject { [RegionsTable.Region] = Text(region.Region) },
                ["ConsistentRead"] = true,
            }, within), cancel))));
            return found.ToImmutableDictionary(each => each.Region, each => new DrainSighting(observer.Region, true, Mark(each.Mark)));
        }
        catch (Exception silent) when (IsSilence(silent, cancel))
        {
            return regions.ToImmutableDictionary(region => region.Region, _ => new DrainSighting(observer.Region, false, null));
        }
    }

    private static DrainMark? Mark(JsonElement answer)
    {
        if (!answer.TryGetProperty("Item", out var item) || !item.TryGetProperty(RegionsTable.DrainedAt, out _))
            return null;
        string Of(string attribute) => item.TryGetProperty(attribute, out var value) ? value.GetProperty("S").GetString()! : "not said"; // an item put by hand may lack it
        return new DrainMark(DateTimeOffset.Parse(Of(RegionsTable.DrainedAt), CultureInfo.InvariantCulture), Of(RegionsTable.DrainedBy), Of(RegionsTable.Reason));
    }

    private async Task<bool> ServesAsync(DrainableRegion region, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"{region.Stage}/health"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (IsSilence(silent, cancel)) { return false; } // no answer is no service
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        return await call(either.Token);
    }

    private static bool IsSilence(Exception problem, CancellationToken cancel) => problem is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested;

    private static JsonObject Text(string value) => new() { ["S"] = value };
}
