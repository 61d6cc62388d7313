using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.DynamoDb.Draining;
using Appointments.Regions;

namespace Appointments.Aws;

/// <summary>Marks and acts as items of RegionsTable, and back.</summary>
internal static class RegionItems
{
    public static Dictionary<string, AttributeValue> Write(string region, DrainMark mark) => RegionItem.Mark(region, mark.At, mark.By, mark.Reason);

    /// <returns>Null: the region is not drained. One that a person wrote with a time in another form is drained all the same, as the tables serve it to Route 53.</returns>
    public static DrainMark? ReadMark(Dictionary<string, AttributeValue>? item)
    {
        if (item?.GetValueOrDefault(RegionsTable.DrainedAt)?.S is not { } at)
            return null;
        string Of(string attribute) => item.GetValueOrDefault(attribute)?.S ?? "not said"; // an item put by hand may lack it
        return new DrainMark(Time(at) ?? DateTimeOffset.MinValue, Of(RegionsTable.DrainedBy), Of(RegionsTable.Reason));
    }

    public static Dictionary<string, AttributeValue> Write(RegionAct act) => new(RegionItem.Act(act.At, act.Kind is RegionActKind.Drain ? RegionsTable.Drain : RegionsTable.Restore, act.Region, act.By, act.Reason))
    {
        [RegionsTable.Emergency] = new() { BOOL = act.Emergency },
        [RegionsTable.Insisted] = new() { BOOL = act.Insisted },
    };

    /// <returns>The act; or why it is none, for people: whoever drains in a bad hour must not be stopped by an item that somebody put by hand.</returns>
    public static (RegionAct? Act, string? Problem) ReadAct(Dictionary<string, AttributeValue> item)
    {
        string? Of(string attribute) => item.GetValueOrDefault(attribute)?.S;
        RegionActKind? kind = Of(RegionsTable.Act) switch { RegionsTable.Drain => RegionActKind.Drain, RegionsTable.Restore => RegionActKind.Restore, _ => null };
        if (Time(Of(RegionsTable.At)) is { } at && kind is { } act && Of(RegionsTable.Of) is { } region && Of(RegionsTable.By) is { } by && Of(RegionsTable.Reason) is { } reason)
            return (new RegionAct(at, region, act, by, reason, item.GetValueOrDefault(RegionsTable.Emergency)?.BOOL ?? false, item.GetValueOrDefault(RegionsTable.Insisted)?.BOOL ?? false), null);
        return (null, $"the item {Of(RegionsTable.Region)} is no act and is left out: expected {RegionsTable.At} (ISO 8601), {RegionsTable.Act} ({RegionsTable.Drain} or {RegionsTable.Restore}), {RegionsTable.Of}, "
            + $"{RegionsTable.By} and {RegionsTable.Reason}, as region drain and restore write them. Nobody else may write there: mend it by hand.");
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
