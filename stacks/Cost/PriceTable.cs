using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Cost;

/// <summary>The dated price table: <c>stacks/Cost/prices.json</c>.</summary>
public sealed class PriceTable(ImmutableArray<Price> prices)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record File(string Currency, string About, ImmutableArray<Price> Prices);

    public static PriceTable Read()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")!;
        return new PriceTable(JsonSerializer.Deserialize<File>(stream, Json)!.Prices);
    }

    public ImmutableArray<Price> All => prices;

    /// <param name="region">Null for what is global.</param>
    /// <exception cref="MissingPriceException">The table has no such row.</exception>
    public Price Of(string item, string? region)
    {
        var where = region ?? Price.Global;
        return prices.FirstOrDefault(price => price.Item == item && price.Region == where)
            ?? throw new MissingPriceException($"{item} has no price in {where}: expected a row in stacks/Cost/prices.json (priced: {string.Join(", ", prices.Where(price => price.Item == item).Select(price => price.Region).DefaultIfEmpty("nowhere"))}). Add it with its date and source.");
    }
}
