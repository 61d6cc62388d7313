using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Tests.TestKit;

namespace Appointments.Tests.DynamoDb;

[Collection(DatabaseCollection.Name)]
public sealed class QuarantineTests(Database database)
{
    private static readonly SetAside Entry = new("id-12345", "us-east-1", "request#1", "Why.", AppointmentBuilder.Noon, """{"a":1}""");

    [Fact]
    public async Task SetAside_KeepsTheFirst_WhenTheSameComesAgain()
    {
        var tables = await database.CreateAsync();

        Assert.True(await tables.SetAside.SetAsideAsync(Entry, default));
        Assert.False(await tables.SetAside.SetAsideAsync(Entry with { Reason = "Another." }, default));
        Assert.True(await tables.SetAside.SetAsideAsync(Entry with { Region = "sa-east-1" }, default));

        Assert.Equal([Entry with { Region = "sa-east-1" }, Entry], (IEnumerable<SetAside>)await tables.SetAside.FindAsync("id-12345", default));
        Assert.Empty(await tables.SetAside.FindAsync("another", default));
    }

    [Fact]
    public async Task WhatADrillLeaves_ExpiresByANumber_AndNothingElseDoes()
    {
        var tables = await database.CreateAsync();
        var rehearsed = Entry with { EventId = "drill", ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_795_622_400) };

        await tables.SetAside.SetAsideAsync(Entry, default);
        await tables.SetAside.SetAsideAsync(rehearsed, default);

        Assert.Equal([rehearsed, Entry], (IEnumerable<SetAside>)await tables.SetAside.FindAsync("id-12345", default));
        var items = await database.Client.ScanAsync(tables.Quarantine, [QuarantineTable.ExpiresAt]);
        Assert.Equal(["1795622400"], items.Items.Where(item => item.Count > 0).Select(item => item[QuarantineTable.ExpiresAt].N));
    }

    [Fact]
    public async Task SetAside_IsKeptUnderItsOwnKey_WhenItNamesNoId()
    {
        var tables = await database.CreateAsync();

        await tables.SetAside.SetAsideAsync(Entry with { AppointmentId = null, Content = "" }, default);

        Assert.Equal("", Assert.Single(await tables.SetAside.FindAsync(QuarantineTable.UnparseableId, default)).Content);
    }

    /// <summary>Else an appointment of that id would be shown, by the API, what others sent.</summary>
    [Fact]
    public void TheKeyOfWhatNamesNoId_IsNoId() => Assert.False(Identifier.IsValid(QuarantineTable.UnparseableId));

    [Fact]
    public async Task SetAside_KeepsTheBeginning_WhenTheMessageIsLargerThanAnItem()
    {
        var tables = await database.CreateAsync();

        Assert.True(await tables.SetAside.SetAsideAsync(Entry with { Content = new string('é', 1_000_000) }, default));

        var kept = Assert.Single(await tables.SetAside.FindAsync("id-12345", default));
        Assert.Equal(DynamoQuarantine.MostContent, kept.Content.Length);
        Assert.Contains("of 1000000 characters", kept.Reason, StringComparison.Ordinal);
    }
}
