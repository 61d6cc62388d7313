using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Tests.TestKit;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.DynamoDb;

[Collection(DatabaseCollection.Name)]
public sealed class LedgerTests(Database database)
{
    private const string Id = "id-12345";
    private static readonly LedgerRow Row = An.Appointment().InSchedule("dr-1").Last();

    [Fact]
    public async Task AddRequested_KeepsTheFirstAndTellsWhatStands_WhenTheIdIsThereAlready()
    {
        var tables = await database.CreateAsync();

        Assert.Null(await tables.Ledger.AddRequestedAsync(Row, default));
        Assert.Equal(Row, await tables.Ledger.AddRequestedAsync(Row with { RequestId = "again", ChangedIn = "sa-east-1" }, default));
        Assert.Equal(Row, await tables.Ledger.AddRequestedAsync(An.Appointment().For("CL").Last(), default));

        Assert.Equal<LedgerRow>([Row], await tables.Ledger.ReadAsync(Id, default));
        Assert.Empty(await tables.Ledger.ReadAsync("another", default));
    }

    [Fact]
    public async Task ARowThatExpires_ComesBackAsItWas_WithANumberForTimeToLive()
    {
        var tables = await database.CreateAsync();
        var row = Row with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_795_622_400) };

        await tables.Ledger.AddRequestedAsync(row, default);
        await tables.Ledger.AppendAsync(row, An.Appointment().InSchedule("dr-1").Confirmed().Last() with { ExpiresAt = row.ExpiresAt }, default);

        var rows = await tables.Ledger.ReadAsync(Id, default);
        Assert.Equal(2, rows.Length);
        Assert.All(rows, each => Assert.Equal(row.ExpiresAt, each.ExpiresAt));
        Assert.Equal("1795622400", RowItem.Write(row)[AppointmentsTable.ExpiresAt].N); // a text would never expire
    }

    [Fact]
    public async Task Append_LeavesWhatTheBuilderSaysOneRegionWrites()
    {
        var tables = await database.CreateAsync();
        await tables.Ledger.AddRequestedAsync(An.Appointment().Last(), default);

        Assert.Equal(AppendOutcome.Appended, await tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Confirmed().Last(), default));

        Assert.Equal<LedgerRow>(An.Appointment().Confirmed().Rows(), (await tables.Ledger.ReadAsync(Id, default)).OrderBy(row => row.Status));
    }

    [Fact]
    public async Task Append_LosesTheRaceAndWritesNothing_WhenTheRowHasAFollower()
    {
        var tables = await database.CreateAsync();
        await tables.PutAsync(An.Appointment().Confirmed().Rows());

        Assert.Equal(AppendOutcome.LostRace, await tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Cancelled().Last(), default));

        Assert.Equal(2, (await tables.Ledger.ReadAsync(Id, default)).Length);
    }

    [Fact]
    public async Task Append_LosesTheRace_WhenTheNewRowArrivedFromTheOtherRegion()
    {
        var tables = await database.CreateAsync();
        await tables.PutAsync([An.Appointment().Last(), An.Appointment().In("sa-east-1").Confirmed().Last()]);

        Assert.Equal(AppendOutcome.LostRace, await tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Confirmed().Last(), default));

        Assert.Null((await tables.Ledger.ReadAsync(Id, default)).Single(row => row.Status == Requested).NextStatus);
    }

    [Fact]
    public async Task Append_LosesTheRace_WhenTheRowIsGoneToAnotherRegistration()
    {
        var tables = await database.CreateAsync();
        await tables.PutAsync([An.Appointment().For("CL").Last()]);

        Assert.Equal(AppendOutcome.LostRace, await tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Confirmed().Last(), default));

        Assert.Single(await tables.Ledger.ReadAsync(Id, default));
    }

    [Fact]
    public async Task Append_TakesThePlace_OfARowOfAnotherRegistration()
    {
        var tables = await database.CreateAsync();
        await tables.PutAsync([An.Appointment().Last(), An.Appointment().For("CL").Confirmed().Last()]);

        Assert.Equal(AppendOutcome.Appended, await tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Confirmed().Last(), default));

        Assert.Equal<LedgerRow>(An.Appointment().Confirmed().Rows(), (await tables.Ledger.ReadAsync(Id, default)).OrderBy(row => row.Status));
    }

    [Fact]
    public async Task Append_HasExactlyOneWinner_WhenManyAppendAtOnce()
    {
        var tables = await database.CreateAsync();
        await tables.PutAsync([An.Appointment().Last()]);
        AppointmentStatus[] targets = [Confirmed, Rejected, Cancelled, EnteredInError];

        var outcomes = await Task.WhenAll(targets.Select(to => tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Then(to).Last(), default)));

        Assert.Single(outcomes, AppendOutcome.Appended);
        Assert.Equal(2, (await tables.Ledger.ReadAsync(Id, default)).Length);
    }

    [Fact]
    public async Task Repair_WritesWhatItSays_AndNothingElseOfTheRow()
    {
        var tables = await database.CreateAsync();
        await tables.PutAsync([Row]);

        Assert.True(await tables.Ledger.RepairAsync(new Repair(Row, Confirmed, Listed: null), default));
        var taken = Assert.Single(await tables.Ledger.ReadAsync(Id, default));
        Assert.True(await tables.Ledger.RepairAsync(new Repair(taken, Confirmed, Row.Listed), default));

        Assert.Equal(Row with { NextStatus = Confirmed, Listed = null }, taken);
        Assert.Equal(Row with { NextStatus = Confirmed }, Assert.Single(await tables.Ledger.ReadAsync(Id, default)));
    }

    [Fact]
    public async Task Repair_MakesNoRowAndTouchesNoneThatChanged()
    {
        var tables = await database.CreateAsync();

        Assert.False(await tables.Ledger.RepairAsync(new Repair(Row, null, null), default));
        Assert.Empty(await tables.Ledger.ReadAsync(Id, default));

        await tables.PutAsync([Row]);
        Assert.False(await tables.Ledger.RepairAsync(new Repair(Row with { Registration = "another" }, null, null), default));
        Assert.False(await tables.Ledger.RepairAsync(new Repair(Row with { NextStatus = Confirmed }, Confirmed, null), default));
        Assert.Equal(Row, Assert.Single(await tables.Ledger.ReadAsync(Id, default)));
    }

    [Fact]
    public async Task Read_NamesTheRowAndTheAttribute_WhenARowIsBroken()
    {
        var tables = await database.CreateAsync();
        var item = Appointments.DynamoDb.RowItem.Write(Row);
        item.Remove(AppointmentsTable.ChangedIn);
        await tables.Client.PutItemAsync(tables.Appointments, item);

        var broken = await Assert.ThrowsAsync<Appointments.DynamoDb.BrokenRowException>(() => tables.Ledger.ReadAsync(Id, default));

        Assert.Equal((Id, "requested", "changed_in"), (broken.AppointmentId, broken.Status, broken.Attribute));
    }
}
