using System.Collections.Immutable;
using Appointments.Backups;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using static Appointments.Tests.Backups.LedgersInMemory;

namespace Appointments.Tests.Backups;

public sealed class RehearsedMistakeTests
{
    private readonly LedgersInMemory ledgers = new();
    private readonly List<LedgerRow> recorded = [];

    [Theory]
    [InlineData("")]
    [InlineData("drill-")]   // every drill's
    [InlineData("id-")]      // patients'
    public void APrefixThatIsNoDrillsOwn_IsRefused(string prefix) => Assert.Throws<ArgumentException>(() => new RehearsedMistake(ledgers, prefix));

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.25, 1)]
    [InlineData(1, 4)]
    public async Task TheShare_IsGoneWithAllItsRows_AndNothingElse(double share, int gone)
    {
        foreach (var id in new[] { "drill-1-a", "drill-1-b", "drill-1-c", "drill-1-d", "drill-2-a", "id-1" })
            ledgers.Tables[Us].AddRange(An.Appointment(id).Confirmed().Rows());

        var rows = await new RehearsedMistake(ledgers, "drill-1-").MakeAsync(Us, share, Record, CancellationToken.None);

        Assert.Equal(2 * gone, rows.Length);
        Assert.Equal<LedgerRow>(rows, recorded);
        Assert.All(rows, row => Assert.StartsWith("drill-1-", row.AppointmentId));
        Assert.Equal(12 - 2 * gone, ledgers.Tables[Us].Count);
        Assert.Empty(ledgers.Tables[Us].Intersect(rows));
    }

    [Fact]
    public async Task AChangeThatWasUnderWay_GoesWithItsAppointment_AndIsAmongWhatIsTold()
    {
        var rows = An.Appointment("drill-1-a").Confirmed().Rows();
        ledgers.Tables[Us].Add(rows[0]);
        ledgers.Conflicts = 1;
        var came = false;
        ledgers.Meanwhile = () =>
        {
            if (!came)
                ledgers.Tables[Us].Add(rows[1]);
            came = true;
        };

        Assert.Equal<LedgerRow>(rows, await new RehearsedMistake(ledgers, "drill-1-").MakeAsync(Us, 1, Record, CancellationToken.None));
        Assert.Empty(ledgers.Tables[Us]);
        Assert.Equal<LedgerRow>(rows, recorded); // each once
    }

    /// <summary>A deletion may be done although its caller hears nothing of it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task AMistakeThatIsCutOff_HasEveryRowThatIsGoneOnRecord(int at)
    {
        LedgerRow[] all = [.. new[] { "drill-1-a", "drill-1-b", "drill-1-c", "drill-1-d" }.SelectMany(id => An.Appointment(id).Confirmed().Rows())];
        ledgers.Tables[Us].AddRange(all);
        var deletions = 0;
        ledgers.Afterwards = () => { if (++deletions == at) throw new OperationCanceledException(); };

        await Assert.ThrowsAsync<OperationCanceledException>(() => new RehearsedMistake(ledgers, "drill-1-").MakeAsync(Us, 1, Record, CancellationToken.None));

        Assert.Equal(all.Except(ledgers.Tables[Us]), recorded);
        Assert.Equal(2 * at, recorded.Count);
    }

    private Task Record(ImmutableArray<LedgerRow> rows)
    {
        recorded.AddRange(rows);
        return Task.CompletedTask;
    }
}
