using System.Collections.Immutable;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.Domain;

public sealed class ReconciliationTests
{
    private static readonly ListPlaces Places = new(1);

    [Fact]
    public void Reconciliation_FindsNothing_InWhatOneRegionWrote() =>
        Assert.All([An.Appointment().Rows(), An.Appointment().Confirmed().Rows(), An.Appointment().Confirmed().CheckedIn().Rows()], rows => Assert.Equal((0, 0, 0), Counts(rows)));

    [Fact]
    public void Reconciliation_WaitsForTheRequestedRow_WhenAChangeArrivesFirst() => Assert.Equal((0, 0, 0), Counts([An.Appointment().Confirmed().Last()]));

    [Fact]
    public void Reconciliation_NamesTheFollowerAndTakesTheOldRowOff_WhenOnlyTheNewRowArrived()
    {
        var (old, next) = (An.Appointment().Last(), An.Appointment().Confirmed().Last());

        var repair = Assert.Single(Of([old, next]).Repairs);

        Assert.Equal(new Repair(old, Confirmed, Listed: null), repair);
    }

    [Fact]
    public void Reconciliation_GivesNoPlaceBack_ToARowWhoseFollowerHasNotArrived() => Assert.Equal((0, 0, 0), Counts([An.Appointment().Confirmed().Rows()[0]]));

    [Fact]
    public void Reconciliation_GivesThePlaceBack_WhenTheCurrentRowHasNoneOrAWrongOne()
    {
        var row = An.Appointment().Last();

        foreach (var damaged in new[] { row with { Listed = null }, row with { Listed = new("CL", row.Listed!.Position) }, row with { Listed = new("PE", "requested#x") }, row with { Listed = new("PEX", row.Listed.Position) } })
            Assert.Equal(row.Listed, Assert.Single(Of([damaged]).Repairs).Listed);
    }

    [Fact]
    public void Reconciliation_LeavesARowInItsShard_WhileTheNumberOfShardsGrows() =>
        Assert.All(Enumerable.Range(0, 20), number => Assert.Equal((0, 0, 0), Counts(An.Appointment($"id-{number}").InShards(8).Rows())));

    [Fact]
    public void Reconciliation_SeesTheConflict_WhenTwoStatusesFollowedOne()
    {
        var found = Of([.. An.Appointment().Confirmed().Rows(), An.Appointment().In("sa-east-1").Cancelled().Last()]);

        var conflict = Assert.Single(found.Conflicts);
        Assert.Equal(Requested, conflict.After);
        Assert.Equal([Confirmed, Cancelled], conflict.Statuses.Order());
        Assert.Equal((Confirmed, null), (Assert.Single(found.Repairs).Row.Status, found.Repairs[0].Listed));
    }

    [Theory]
    [InlineData("us-east-1", 1)] // it wrote the orphan itself, so it knows that it has lost
    [InlineData("sa-east-1", 0)] // to insist would be undone from the other region until the requested rows have met
    public void Reconciliation_TakesOrphansOffTheLists_OnlyInTheRegionThatWroteThem(string region, int repairs)
    {
        var orphan = An.Appointment().For("PE").In("us-east-1").Confirmed().Last();

        var found = Reconciliation.Of([An.Appointment().For("CL").In("sa-east-1").Last(), orphan], Places, region);

        Assert.Equal<LedgerRow>([orphan], found.Orphans);
        Assert.Equal(repairs, found.Repairs.Length);
        Assert.All(found.Repairs, repair => Assert.Equal(new Repair(orphan, null, null), repair));
    }

    private static Reconciliation Of(ImmutableArray<LedgerRow> rows) => Reconciliation.Of(rows, Places, "us-east-1");

    private static (int Repairs, int Orphans, int Conflicts) Counts(ImmutableArray<LedgerRow> rows) =>
        Of(rows) is var found ? (found.Repairs.Length, found.Orphans.Length, found.Conflicts.Length) : default;
}
