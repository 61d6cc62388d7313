using System.Collections.Immutable;
using Appointments.Backups;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using CsCheck;

namespace Appointments.Tests.Backups;

public sealed class RestorationTests
{
    [Fact]
    public void AnAppointmentThatIsGone_ComesBackAsItWas()
    {
        var kept = An.Appointment().Confirmed().Rows();

        Assert.Equal<LedgerRow>(kept, Restoration.Of(kept, []).Missing);
    }

    [Fact]
    public void WhatIsThere_StaysAsItIs_ThoughTheBackupIsOlder()
    {
        var restoration = Restoration.Of(An.Appointment().Rows(), An.Appointment().Confirmed().Rows());

        Assert.Empty(restoration.Missing);
        Assert.Empty(restoration.Foreign);
    }

    /// <summary>The backup has the one item of a change and not the other.</summary>
    [Fact]
    public void ARowThatNamesAFollowerWhichIsNowhere_NamesNoneAnyMore_SoThatItCanBeChangedAgain()
    {
        var torn = An.Appointment().Confirmed().Rows()[0];

        var put = Assert.Single(Restoration.Of([torn], []).Missing);

        Assert.Equal((AppointmentStatus.Confirmed, null), (torn.NextStatus, put.NextStatus));
    }

    [Fact]
    public void ARowThatNamesAFollowerWhichIsThere_StillNamesIt()
    {
        var rows = An.Appointment().Confirmed().Rows();

        var put = Assert.Single(Restoration.Of([rows[0]], [rows[1]]).Missing);

        Assert.Equal(AppointmentStatus.Confirmed, put.NextStatus);
    }

    [Fact]
    public void ARowThatWasTheLastOneInTheBackup_IsNotListed_WhereALaterOneIsThere()
    {
        var before = An.Appointment().Confirmed().Last();
        var later = An.Appointment().Confirmed().CheckedIn().Rows();

        var put = Assert.Single(Restoration.Of([before], [later[0], later[2]]).Missing);

        Assert.NotNull(before.Listed);
        Assert.Null(put.Listed);
    }

    [Fact]
    public void RowsOfAnotherRegistration_AreLeftToAPerson()
    {
        var kept = An.Appointment().InSchedule("dr-a").Confirmed().Rows();

        var restoration = Restoration.Of(kept, An.Appointment().InSchedule("dr-b").Rows());

        Assert.Empty(restoration.Missing);
        Assert.Equal<LedgerRow>(kept, restoration.Foreign);
    }

    [Fact]
    public void WhateverABackupHasAndAMistakeTook_TheLedgerIsWhatBothSay_AndASecondTimeChangesNothing() =>
        (from history in Generators.LedgerOf("us-east-1")
         from kept in Gen.Bool.Array[history.Length]
         from lost in Gen.Bool.Array[history.Length]
         select (Kept: history.Where((_, index) => kept[index]).ToImmutableArray(), Living: history.Where((_, index) => !lost[index]).ToImmutableArray()))
        .Sample(each =>
        {
            var restored = each.Living.AddRange(Restoration.Of(each.Kept, each.Living).Missing);

            Assert.Equal(Statuses(each.Living.Concat(each.Kept)), Statuses(restored));
            Assert.Empty(Restoration.Of(each.Kept, restored).Missing);
            Assert.All(each.Living, row => Assert.Contains(row, restored));
            Assert.All(restored.Except(each.Living), row => Assert.True(row.NextStatus is not { } next || restored.Any(other => other.Status == next)));
            Assert.All(restored.Except(each.Living).Where(row => row.Listed is not null), row => Assert.Equal(row, Ledger.Fold(restored)?.Current));
        }, iter: 2_000);

    private static IEnumerable<AppointmentStatus> Statuses(IEnumerable<LedgerRow> rows) => rows.Select(row => row.Status).Distinct().Order();
}
