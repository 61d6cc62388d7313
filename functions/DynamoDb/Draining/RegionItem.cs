using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.DynamoDb.Draining;

/// <summary>Items of RegionsTable that a person's tools and the function write alike.</summary>
public static class RegionItem
{
    public static Dictionary<string, AttributeValue> Key(string key) => new() { [RegionsTable.Region] = new(key) };

    /// <summary>A drained region's.</summary>
    public static Dictionary<string, AttributeValue> Mark(string region, DateTimeOffset at, string by, string reason) => new(Key(region))
    {
        [RegionsTable.DrainedAt] = new(Instant.Write(at)),
        [RegionsTable.DrainedBy] = new(by),
        [RegionsTable.Reason] = new(reason),
    };

    /// <summary>A line of the audit trail.</summary>
    /// <param name="act"><see cref="RegionsTable.Drain"/> or <see cref="RegionsTable.Restore"/>.</param>
    public static Dictionary<string, AttributeValue> Act(DateTimeOffset at, string act, string region, string by, string reason)
    {
        var when = Instant.Write(at);
        return new(Key(RegionsTable.ActKey(when, act, region, by)))
        {
            [RegionsTable.At] = new(when),
            [RegionsTable.Act] = new(act),
            [RegionsTable.Of] = new(region),
            [RegionsTable.By] = new(by),
            [RegionsTable.Reason] = new(reason),
        };
    }
}
