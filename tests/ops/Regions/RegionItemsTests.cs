using Amazon.DynamoDBv2.Model;
using Appointments.Aws;
using Appointments.Contract;
using Appointments.Regions;

namespace Appointments.Tests.Regions;

/// <summary>Items of RegionsTable as they are read: also those that somebody put by hand.</summary>
public sealed class RegionItemsTests
{
    private static readonly RegionAct Act = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), "us-east-1", RegionActKind.Restore, "ana@clinic", "flood", Emergency: true);

    [Fact]
    public void AnAct_IsReadAsItWasWritten() => Assert.Equal((Act, null), RegionItems.ReadAct(RegionItems.Write(Act)));

    [Theory]
    [InlineData(RegionsTable.At, null)]
    [InlineData(RegionsTable.At, "yesterday")]
    [InlineData(RegionsTable.Act, null)]
    [InlineData(RegionsTable.Act, "drained")]
    [InlineData(RegionsTable.Of, null)]
    [InlineData(RegionsTable.By, null)]
    [InlineData(RegionsTable.Reason, null)]
    public void AnActThatLacksSomething_IsNone_AndSaysWhichItem_AndWhatWasExpected(string attribute, string? text)
    {
        var item = RegionItems.Write(Act);
        if (text is null)
            item.Remove(attribute);
        else
            item[attribute] = new AttributeValue(text);

        var (act, problem) = RegionItems.ReadAct(item);

        Assert.Null(act);
        Assert.StartsWith("the item act#2026-11-24T10:00:00.000Z#restore#us-east-1#ana@clinic is no act and is left out: expected at (ISO 8601), act (drain or restore), of, by and reason", problem);
    }

    /// <summary>The functions count it as drained whatever its time is, so operators must see it.</summary>
    [Fact]
    public void AMarkWithATimeInAnotherForm_IsAMark() =>
        Assert.Equal(new DrainMark(DateTimeOffset.MinValue, "not said", "by hand"), RegionItems.ReadMark(new() { [RegionsTable.DrainedAt] = new("today"), [RegionsTable.Reason] = new("by hand") }));
}
