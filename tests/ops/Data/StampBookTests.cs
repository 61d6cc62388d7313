using Appointments.Local.DynamoDb;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Data;

public sealed class StampBookTests : IDisposable
{
    private static readonly ItemKey One = new("table", """{"id":{"S":"one"}}""");
    private static readonly ItemKey Other = new("table", """{"id":{"S":"other"}}""");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stamps-");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    private string File => Path.Combine(folder.FullName, "stamps.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Stamps_AreThereAgain_WhenTheProcessWasKilled()
    {
        var killed = Open(); // never disposed: as after SIGKILL
        killed.Announce(One);
        killed.StampWrite(One);
        killed.Record(Other, new Stamp(7, "us-east-1"));

        using var book = Open();

        Assert.Equal(killed.Find(One), book.Find(One));
        Assert.Equal(new Stamp(7, "us-east-1"), book.Find(Other));
        Assert.Equal([One], book.OwnWrites.Select(write => write.Key));
    }

    [Fact]
    public void InterruptedWrite_CountsAsWrittenWhenItWasSent_AndARefusedOneDoesNot()
    {
        var killed = Open();
        killed.Record(One, new Stamp(7, "us-east-1"));
        killed.Announce(One);
        killed.Announce(Other);
        killed.Withdraw(Other);
        var sent = clock.GetUtcNow().UtcTicks;
        clock.Advance(TimeSpan.FromHours(1));

        using var book = Open();

        Assert.Equal(new Stamp(sent, "sa-east-1"), book.Find(One));
        Assert.Null(book.Find(Other));
        using var again = Open();
        Assert.Equal(book.Find(One), again.Find(One));
    }

    [Fact]
    public void TornLastLine_IsNoStamp_ButItsWriteWasAnnounced()
    {
        using (var book = Open())
        {
            book.Announce(One);
            book.StampWrite(One);
        }
        var text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, text + text.Split('\n')[0] + "\n" + text.Split('\n')[1][..20]);

        using var reopened = Open();

        Assert.Equal(clock.GetUtcNow().UtcTicks + 1, reopened.Find(One)!.Value.Ticks); // after the stamp that it had
    }

    [Fact]
    public void File_HoldsOneLineAnItem_WhenItIsOpenedAgain()
    {
        using (var book = Open())
        {
            for (var write = 0; write < 50; write++) { book.Announce(One); book.StampWrite(One); }
        }
        Assert.Equal(100, System.IO.File.ReadLines(File).Count());

        using var again = Open();

        Assert.Single(System.IO.File.ReadLines(File));
    }

    [Theory]
    [InlineData(1, "eu-west-1", 2, "eu-west-1")]
    [InlineData(2, "eu-west-1", 2, "sa-east-1")]
    [InlineData(2, "sa-east-1", 3, "eu-west-1")]
    public void Stamp_IsLater_ByTimeAndThenByRegion(long earlierTicks, string earlierRegion, long laterTicks, string laterRegion)
    {
        var (earlier, later) = (new Stamp(earlierTicks, earlierRegion), new Stamp(laterTicks, laterRegion));

        Assert.True(earlier < later);
        Assert.False(later < earlier);
        Assert.False(later <= earlier);
    }

    private StampBook Open() => new("sa-east-1", new SkewedClock(clock), File);
}
