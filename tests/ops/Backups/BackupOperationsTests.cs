using System.Collections.Immutable;
using Appointments.Backups;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using static Appointments.Tests.Backups.LedgersInMemory;

namespace Appointments.Tests.Backups;

public sealed class BackupOperationsTests
{
    private readonly LedgersInMemory ledgers = new();

    private BackupOperations Operations => new(ledgers);

    [Fact]
    public async Task WhatIsMissing_IsPutBack_AndToldById()
    {
        ledgers.Tables[Us].AddRange(An.Appointment("a").Confirmed().Rows());

        var outcome = await Operations.PutBackAsync(Us, [.. An.Appointment("a").Rows(), .. An.Appointment("b").Confirmed().Rows()], dryRun: false, CancellationToken.None);

        Assert.Equal((2, 1), (outcome.Put, outcome.Stood));
        Assert.Equal<string>(["b"], outcome.Appointments);
        Assert.Equal(An.Appointment("b").Confirmed().Rows(), ledgers.Tables[Us].Where(row => row.AppointmentId is "b"));
        Assert.Empty(ledgers.Tables[Sa]); // replication's affair
    }

    [Fact]
    public async Task ADryRun_SaysTheSame_AndWritesNothing()
    {
        var outcome = await Operations.PutBackAsync(Us, An.Appointment("b").Confirmed().Rows(), dryRun: true, CancellationToken.None);

        Assert.Equal(2, outcome.Put);
        Assert.Empty(ledgers.Tables[Us]);
    }

    [Fact]
    public async Task ARowThatComesMeanwhile_StaysAsItCame_AndTheRestIsPutBack()
    {
        var (kept, again) = (An.Appointment("a").Confirmed().Rows(), An.Appointment("a").RequestedAt(AppointmentBuilder.Noon.AddHours(1)).Rows()[0]);
        ledgers.Meanwhile = () =>
        {
            if (ledgers.Tables[Us].Count is 0)
                ledgers.Tables[Us].Add(again);
        };

        var outcome = await Operations.PutBackAsync(Us, kept, dryRun: false, CancellationToken.None);

        Assert.Equal((1, 1), (outcome.Put, outcome.Stood));
        Assert.Equal([again, kept[1]], ledgers.Tables[Us]);
    }

    [Fact]
    public async Task AnAppointmentThatNeverStandsStill_IsLeftOpen_AndTold()
    {
        var kept = An.Appointment("a").Rows();
        ledgers.Meanwhile = () => ledgers.Tables[Us].AddRange(kept);
        var stubborn = new Vanishing(ledgers);

        var outcome = await new BackupOperations(stubborn).PutBackAsync(Us, kept, dryRun: false, CancellationToken.None);

        Assert.Equal(0, outcome.Put);
        Assert.Equal<string>(["a"], outcome.Open);
        Assert.Equal(4, stubborn.Reads);
    }

    [Fact]
    public async Task Missing_IsCountedWhereMostIsMissing()
    {
        var kept = An.Appointment("a").Confirmed().Rows();
        ledgers.Tables[Us].AddRange(kept);
        ledgers.Tables[Sa].Add(kept[0]);

        Assert.Equal(1, await Operations.MissingAsync(kept, "", CancellationToken.None));
    }

    /// <summary>What is there is gone whenever somebody looks.</summary>
    private sealed class Vanishing(LedgersInMemory ledgers) : IKeptLedgers
    {
        public int Reads { get; private set; }

        public ImmutableArray<string> Regions => ledgers.Regions;

        public Task<ImmutableArray<LedgerRow>> AllAsync(string region, string idPrefix, CancellationToken cancel) => ledgers.AllAsync(region, idPrefix, cancel);

        public Task<ImmutableArray<LedgerRow>> ReadAsync(string region, string appointmentId, CancellationToken cancel)
        {
            Reads++;
            ledgers.Tables[region].Clear();
            return ledgers.ReadAsync(region, appointmentId, cancel);
        }

        public Task<bool> AddAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel) => ledgers.AddAsync(region, rows, cancel);

        public Task<bool> RemoveAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel) => ledgers.RemoveAsync(region, rows, cancel);
    }
}
