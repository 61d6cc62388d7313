using Amazon.DynamoDBv2.Model;
using Appointments.Aws;
using Appointments.Contract;

namespace Appointments.Tests.Regions;

/// <summary>Items of QuarantineTable as they are read: also those that somebody put by hand.</summary>
public sealed class QuarantineItemsTests
{
    private static Dictionary<string, AttributeValue> Item => new(QuarantineItems.Key("id-1", "us-east-1#m-1"))
    {
        [QuarantineTable.Region] = new("us-east-1"), [QuarantineTable.Reason] = new("failed"), [QuarantineTable.At] = new("2026-11-24T10:00:00.000Z"),
    };

    [Fact]
    public void AnEntry_IsRead()
    {
        var (entry, problem) = QuarantineItems.TryRead(Item);

        Assert.Equal(("id-1", "m-1", null), (entry!.AppointmentId, entry.EventId, problem));
    }

    [Theory]
    [InlineData(QuarantineTable.Region, null, "The entry id-1 us-east-1#m-1 of quarantine lacks region: nobody but the functions may write there. It is left out: mend it by hand.")]
    [InlineData(QuarantineTable.At, "yesterday", "The entry id-1 us-east-1#m-1 of quarantine has at yesterday: expected ISO 8601, UTC, milliseconds. It is left out: mend it by hand.")]
    public void AnItemThatIsNoEntry_IsLeftOut_AndSaysWhich(string attribute, string? text, string expected)
    {
        var item = Item;
        if (text is null)
            item.Remove(attribute);
        else
            item[attribute] = new AttributeValue(text);

        Assert.Equal((null, expected), QuarantineItems.TryRead(item));
    }
}
