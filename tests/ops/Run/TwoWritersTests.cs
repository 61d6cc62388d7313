using System.Text.Json.Nodes;
using Appointments.Contract;

namespace Appointments.Tests.Run;

/// <summary>Two regions that both write: what is the same, what is not, and what becomes of it.</summary>
public sealed class TwoWritersTests(DevWorld dev) : IClassFixture<DevWorld>
{
    private const string Us = "us-east-1", Sa = "sa-east-1";

    private readonly World world = dev.World;

    [Fact]
    public async Task TheSameRegistration_IsTheSame_InTheOtherRegionAndSixMinutesLater()
    {
        await world.RegisterAsync(Us, "again");
        await world.SeeAsync(Sa, "again");
        var before = await world.SettleAsync();
        var (duplicates, quarantined, conflicts) = (Count(MetricNames.DuplicateRegistrations), Count(MetricNames.Quarantined), Count(MetricNames.ReplicaConflicts));

        Assert.Equal(202, (await world.Regions[Sa].RegisterAsync("peru", "again", "perú")).Code);
        await SeeCountAsync(MetricNames.DuplicateRegistrations, duplicates + 1); // handled, and known
        Assert.Equal(202, (await world.Regions[Us].RegisterAsync("peru", "again", "PE")).Code);
        await world.SettleAsync();
        Assert.Equal(duplicates + 1, Count(MetricNames.DuplicateRegistrations)); // not even handled: SQS knows its deduplication id for five minutes

        await world.Control.PostAsync("/queues/clock?seconds=360");
        foreach (var region in new[] { Us, Sa })
            Assert.Equal(202, (await world.Regions[region].RegisterAsync("peru", "again", "PERU")).Code);
        await SeeCountAsync(MetricNames.DuplicateRegistrations, duplicates + 3);

        Assert.Equal(before, await world.SettleAsync());
        Assert.Equal((quarantined, conflicts), (Count(MetricNames.Quarantined), Count(MetricNames.ReplicaConflicts)));
        Assert.Empty((await world.AlikeAsync("again")).Reasons());
    }

    [Fact]
    public async Task AnIdThatStandsForAnotherCountry_IsQuarantined_AndSaysWhy()
    {
        await world.RegisterAsync(Us, "taken");
        var quarantined = Count(MetricNames.Quarantined);

        Assert.Equal(202, (await world.Regions[Us].RegisterAsync("chile", "taken", "Chile")).Code);

        await world.SeeQuarantinedAsync(Us, "taken");
        await world.SettleAsync();
        var appointment = await world.AlikeAsync("taken");
        Assert.Equal("PE", appointment["country"]!.ToString());
        var entry = Assert.Single(appointment["quarantined"]!.AsArray())!;
        Assert.Equal("Appointment taken is already registered for PE without a schedule; this registration is for CL without a schedule. Register it under an id of its own.", entry["reason"]!.ToString());
        Assert.Equal(Us, entry["region"]!.ToString());
        Assert.Equal(quarantined + 1, Count(MetricNames.Quarantined));
    }

    /// <summary>The later write of the requested row stands, and a change is one.</summary>
    [Theory]
    [InlineData("first", "CL", new[] { "requested" }, new[] { "(confirmed, PE, schedule none)", "(requested, PE, schedule none)" })]
    [InlineData("last", "PE", new[] { "requested", "confirmed" }, new[] { "(requested, CL, schedule none)" })]
    public async Task AnIdRegisteredForTwoCountriesAtOnce_AndChangedInOne_EndsAlike_CountedAndQuarantined_NothingMerged(string changed, string stands, string[] ledger, string[] setAside)
    {
        var id = $"both-{changed}";
        await world.Control.PostAsync("/replication/cut");
        await world.RegisterAsync(Us, id, "peru");
        if (changed is "first")
            await world.ChangeAsync(Us, id, "confirmed");
        await world.RegisterAsync(Sa, id, "chile");
        if (changed is "last")
            await world.ChangeAsync(Us, id, "confirmed");
        var (conflicts, quarantined) = (Count(MetricNames.ReplicaConflicts), Count(MetricNames.Quarantined));

        await world.Control.PostAsync("/replication/heal");

        await world.SettleAsync();
        var appointment = await world.AlikeAsync(id);
        Assert.Equal(stands, appointment["country"]!.ToString());
        Assert.Equal(ledger.Select(status => (status, false)), appointment.Ledger()); // Peru's confirmation is not Chile's
        var reasons = appointment.Reasons().ToArray();
        Assert.Equal(setAside.Length, reasons.Length);
        Assert.All(setAside, row => Assert.Contains(reasons, reason => reason.Contains(row)));
        Assert.All(appointment["quarantined"]!.AsArray(), entry => Assert.Equal(stands is "CL" ? Us : Sa, entry!["region"]!.ToString()));
        Assert.InRange(Count(MetricNames.ReplicaConflicts) - conflicts, setAside.Length, int.MaxValue);
        Assert.InRange(Count(MetricNames.Quarantined) - quarantined, setAside.Length, 2 * setAside.Length); // each region may be the first to set it aside
        foreach (var client in world.Regions.Values)
            Assert.DoesNotContain(id, await client.ListAsync($"country={(stands is "CL" ? "PE" : "CL")}"));

        await world.ChangeAsync(Us, id, "cancelled"); // and it lives on, as what it is
        await world.SettleAsync();
        Assert.Equal([.. ledger.Select(status => (status, false)), ("cancelled", false)], (await world.AlikeAsync(id)).Ledger());
    }

    [Fact]
    public async Task ConcurrentChangesInOneRegion_AreWonByExactlyOne_WhichTheOthersAreTold()
    {
        string[] ids = [.. Enumerable.Range(0, 8).Select(n => $"race-{n}")];
        await Task.WhenAll(ids.Select(id => world.RegisterAsync(Us, id)));
        using var together = world.Writes.Meddle(new Rendezvous("TransactWriteItems", 2).MeetAsync);

        var raced = 0;
        foreach (var id in ids)
        {
            var answers = await Task.WhenAll(new[] { "confirmed", "rejected" }.Select(async status => (Status: status, Answer: await world.Regions[Us].ChangeAsync(id, status))));

            var (winner, won) = Assert.Single(answers, each => each.Answer.Code is 200);
            var (_, lost) = Assert.Single(answers, each => each.Answer.Code is 409);
            Assert.Equal(winner, won.Body["status"]!.ToString());
            // On a busy machine one may come too late to meet the other; then the lifecycle refuses it, and it is told the same.
            var message = ErrorBody.Read(lost.Body.ToJsonString()).Message;
            raced += message.Contains($"was changed at the same time and is now {winner}") ? 1 : 0;
            Assert.Matches($"was changed at the same time and is now {winner}|is {winner} and cannot become", message);
        }

        Assert.NotEqual(0, raced);

        await world.SettleAsync();
        foreach (var id in ids)
            Assert.Equal(2, (await world.AlikeAsync(id)).Ledger().Count(row => !row.Overruled));
        Assert.Equal(raced, Count(MetricNames.RacesLost));
    }

    [Theory]
    [InlineData("confirmed", "cancelled", "cancelled", "confirmed")]
    [InlineData("rejected", "confirmed", "rejected", "confirmed")]
    [InlineData("entered-in-error", "confirmed", "entered-in-error", "confirmed")]
    public async Task ConcurrentChangesInTwoRegions_AreDecidedByTheFold_TheLoserStaysOverruled_Counted(string us, string sa, string winner, string loser)
    {
        var id = $"split-{us}-{sa}";
        await world.RegisterAsync(Us, id);
        await world.SeeAsync(Sa, id);
        await world.Control.PostAsync("/replication/cut");
        await world.ChangeAsync(Us, id, us);
        await world.ChangeAsync(Sa, id, sa);
        int In(string region) => world.Lines.Count(MetricNames.ReplicaConflicts, $"{region}-reconcile");
        var before = new[] { Us, Sa }.Select(In).ToArray();

        await world.Control.PostAsync("/replication/heal");

        await world.SettleAsync();
        var appointment = await world.AlikeAsync(id);
        Assert.Equal(winner, appointment["status"]!.ToString());
        Assert.Equal([(loser, true), ("requested", false), (winner, false)], appointment.Ledger().OrderBy(row => row.Status == winner).ThenBy(row => row.Status));
        Assert.Empty(appointment.Reasons());
        Assert.All(new[] { Us, Sa }.Zip(before), region => Assert.InRange(In(region.First) - region.Second, 1, 4));
    }

    private int Count(string metric) => world.Lines.Count(metric);

    private Task<int> SeeCountAsync(string metric, int count) => Eventually.SeeAsync(() => Task.FromResult(Count(metric)), seen => seen == count, $"{metric} = {count}");
}
