using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Regions;

namespace Appointments.Aws;

/// <summary>Marks and acts as items of RegionsTable, and back.</summary>
internal static class RegionItems
{
    public static Dictionary<string, AttributeValue> Key(string key) => new() { [RegionsTable.Region] = new(key) };

    public static Dictionary<string, AttributeValue> Write(string region, DrainMark mark) => new(Key(region))
    {
        [RegionsTable.DrainedAt] = new(Instant.Write(mark.At)),
        [RegionsTable.DrainedBy] = new(mark.By),
        [RegionsTable.Reason] = new(mark.Reason),
    };

    /// <returns>Null: the region is not drained.</returns>
    public static DrainMark? ReadMark(Dictionary<string, AttributeValue>? item)
    {
        if (item?.GetValueOrDefault(RegionsTable.DrainedAt)?.S is not { } at)
            return null;
        string Of(string attribute) => item.GetValueOrDefault(attribute)?.S ?? "not said"; // an item put by hand may lack it
        return new DrainMark(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), Of(RegionsTable.DrainedBy), Of(RegionsTable.Reason));
    }

    public static Dictionary<string, AttributeValue> Write(RegionAct act)
    {
        var (at, kind) = (Instant.Write(act.At), act.Kind is RegionActKind.Drain ? RegionsTable.Drain : RegionsTable.Restore);
        return new(Key(RegionsTable.ActKey(at, kind, act.Region, act.By)))
        {
            [RegionsTable.At] = new(at),
            [RegionsTable.Act] = new(kind),
            [RegionsTable.Of] = new(act.Region),
            [RegionsTable.By] = new(act.By),
            [RegionsTable.Reason] = new(act.Reason),
            [RegionsTable.Emergency] = new() { BOOL = act.Emergency },
            [RegionsTable.Insisted] = new() { BOOL = act.Insisted },
        };
    }

    public static RegionAct ReadAct(Dictionary<string, AttributeValue> item)
    {
        string Of(string attribute) => item.GetValueOrDefault(attribute)?.S
            ?? throw new InvalidDataException($"The item {item[RegionsTable.Region].S} of RegionsTable lacks {attribute}: expected an act as region drain and restore write it. Nobody else may write there.");
        return new RegionAct(
            DateTimeOffset.Parse(Of(RegionsTable.At), CultureInfo.InvariantCulture), Of(RegionsTable.Of), Of(RegionsTable.Act) is RegionsTable.Drain ? RegionActKind.Drain : RegionActKind.Restore,
            Of(RegionsTable.By), Of(RegionsTable.Reason), item.GetValueOrDefault(RegionsTable.Emergency)?.BOOL ?? false, item.GetValueOrDefault(RegionsTable.Insisted)?.BOOL ?? false);
    }
}
