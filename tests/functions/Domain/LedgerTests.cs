using Appointments.Domain;
using Appointments.Tests.TestKit;
using CsCheck;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.Domain;

public sealed class LedgerTests
{
    [Fact]
    public void Fold_IsTheSame_WhateverTheOrderAndRepetitionOfAnyRows() =>
        (from rows in Generators.AnyRow.Array[0, 12]
         from shuffled in Gen.Shuffle(rows.Concat(rows).ToArray())
         select (rows, shuffled))
        .Sample(seen =>
        {
            var (once, twice) = (Ledger.Fold(seen.rows), Ledger.Fold(seen.shuffled));
            Assert.Equal(once?.Current, twice?.Current);
            Assert.Equal<LedgerEntry>(once?.Entries ?? [], twice?.Entries ?? []);
        }, iter: 20_000);

    [Fact]
    public void Fold_IsTheLastStatus_OfWhatOneRegionWrote() =>
        Generators.LedgerOf("us-east-1").Sample(rows => Assert.Equal(rows[^1], Ledger.Fold(rows)!.Current), iter: 10_000);

    [Fact]
    public void Fold_NeverTellsAStatusThatTheLifecycleForbids_WhateverHasArrivedOfOneRegion() =>
        (from rows in Generators.LedgerOf("us-east-1")
         from shuffled in Gen.Shuffle(rows.ToArray())
         from arrived in Gen.Int[0, rows.Length]
         select (rows, seen: shuffled.Take(arrived).ToArray()))
        .Sample(torn =>
        {
            var appointment = Ledger.Fold(torn.seen);
            if (appointment is null)
                Assert.DoesNotContain(torn.seen, row => row.Status == Requested);
            else
                Assert.Equal(torn.rows.Last(torn.seen.Contains).Status, appointment.Status);
        }, iter: 10_000);

    [Fact]
    public void Fold_IsNothing_WithoutTheRequestedRow() => Assert.Null(Ledger.Fold(An.Appointment().Confirmed().CheckedIn().Rows().Skip(1)));

    [Fact]
    public void Fold_DoesNotSeeRows_OfAnotherRegistration()
    {
        var stands = An.Appointment().For("PE").Rows();
        var other = An.Appointment().For("CL").In("sa-east-1").Confirmed().Last();

        var appointment = Ledger.Fold([.. stands, other]);

        Assert.Equal(Requested, appointment!.Status);
        Assert.Single(appointment.Entries);
    }

    [Theory] // each beside the one below it
    [InlineData(Confirmed, Requested)]
    [InlineData(NoShow, Confirmed)]
    [InlineData(Rejected, NoShow)]
    [InlineData(Cancelled, Rejected)]
    [InlineData(CheckedIn, Cancelled)]
    [InlineData(Completed, CheckedIn)]
    [InlineData(EnteredInError, Completed)]
    public void Fold_IsTheHigherStatus_OfTwoThatMeet(AppointmentStatus higher, AppointmentStatus lower)
    {
        var rows = An.Appointment().Then(higher).Rows().AddRange(An.Appointment().In("sa-east-1").Then(lower).Rows().Skip(1));

        Assert.Equal(higher, Ledger.Fold(rows)!.Status);
    }

    [Fact]
    public void Fold_OverrulesTheWholeLosingBranch_WhenTwoRegionsChangedTheSameStatus()
    {
        var here = An.Appointment().Confirmed().CheckedIn().Rows();
        var there = An.Appointment().In("sa-east-1").Cancelled().Rows();

        var appointment = Ledger.Fold([.. here, there[1]])!;

        Assert.Equal(CheckedIn, appointment.Status);
        Assert.Equal([Cancelled], appointment.Entries.Where(entry => entry.Overruled).Select(entry => entry.Row.Status));
        Assert.Equal(4, appointment.Entries.Length);
    }

    [Fact]
    public void Fold_CallsNothingOverruled_AsLongAsARowOfTheLineIsMissing()
    {
        var rows = An.Appointment().Confirmed().CheckedIn().Rows();

        var appointment = Ledger.Fold([rows[0], rows[2], An.Appointment().In("sa-east-1").Cancelled().Last()])!;

        Assert.All(appointment.Entries, entry => Assert.False(entry.Overruled));
        Assert.Equal(3, appointment.Entries.Length);
    }

    [Fact]
    public void Fold_KnowsWhatIsUnderWay_WhenAFollowerIsNamedThatHasNotArrived()
    {
        var rows = An.Appointment().Confirmed().Rows();

        Assert.Equal(Confirmed, Ledger.Fold([rows[0]])!.UnderWay);
        Assert.Null(Ledger.Fold(rows)!.UnderWay);
        Assert.Null(Ledger.Fold([rows[0], An.Appointment().For("CL").Confirmed().Last()])!.UnderWay); // its place is taken: it will not come
    }
}
