using System.Text.Json.Nodes;
using Appointments.Local.Control;
using Appointments.Local.Proxies;
using Appointments.Regions;

namespace Appointments.Tests.Run.Routing;

/// <summary>Drains and failovers over HTTP; each test puts right what it did.</summary>
public sealed class FailoverTests(FastWorld fast) : IClassFixture<FastWorld>, IAsyncLifetime, IDisposable
{
    private const string Near = "us-east-1", Far = "sa-east-1";

    /// <summary>Of a table that swallows its calls; everything else answers, if late.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private readonly World world = fast.World;
    private readonly ControlledRegions regions = new(fast.World.Run.ControlUrl, TimeSpan.FromSeconds(30));

    private RegionOperations Operations => new(regions, TimeProvider.System);

    private void Fault(string region, ProxyFault fault) => world.Run.Emulators[region].DynamoDb.Fault = fault;

    public async Task InitializeAsync() => await SeeAsync("both regions healthy, and the near one chosen", status => Healthy(status, Near) && Healthy(status, Far) && Chosen(status) == Near);

    public async Task DisposeAsync()
    {
        foreach (var region in new[] { Near, Far })
            Fault(region, ProxyFault.None);
        await world.Control.PostAsync("/replication/heal");
        foreach (var region in new[] { Near, Far })
            await Eventually.SeeAsync(() => RestoreAsync(region, despiteBacklog: true), outcome => outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo, $"{region} restored");
    }

    public void Dispose() => regions.Dispose();

    private Task<RegionOutcome> DrainAsync(string region, bool evenTheLast = false, string reason = "a test", bool emergency = false) =>
        Operations.DrainAsync(new DrainOrder(region, "ana@clinic", reason, evenTheLast, emergency), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(string region, bool despiteBacklog = false) => Operations.RestoreAsync(new RestoreOrder(region, "ana@clinic", "over", despiteBacklog), CancellationToken.None);

    private static JsonNode Of(JsonNode status, string region) => status["regions"]!.AsArray().Single(each => each!["region"]!.ToString() == region)!;

    private static bool Healthy(JsonNode status, string region) => Of(status, region)["healthy"]!.GetValue<bool>();

    private static string Chosen(JsonNode status) => status["dns"]!["region"]!.ToString();

    private Task<JsonNode> SeeAsync(string what, Func<JsonNode, bool> wanted) => Eventually.SeeAsync(world.Control.StatusAsync, wanted, what);

    /// <returns>The region that took a new registration, by the edge.</returns>
    private async Task<string> RegionOfTheNextRequestAsync()
    {
        var answer = await world.Edge.RegisterAsync("peru", Guid.NewGuid().ToString(), "Perú");
        Assert.Equal(202, answer.Code);
        return answer.Body["region"]!.ToString();
    }

    /// <summary>How long that may take is RouterTests' to prove, by a clock that no machine stops.</summary>
    private Task<string> SeeRequestsInAsync(string region) => Eventually.SeeAsync(RegionOfTheNextRequestAsync, found => found == region, $"a new request in {region}");

    [Fact]
    public async Task ADrain_MovesNewRequestsToTheOtherRegion_AndARestoreBringsThemBack()
    {
        Assert.Equal(Near, await RegionOfTheNextRequestAsync());

        var drained = await DrainAsync(Near);
        await SeeRequestsInAsync(Far);

        Assert.Equal(RegionOutcomeKind.Done, drained.Kind);
        await SeeAsync("who drained it and why, and that it serves no more", status => Of(status, Near)["drained"] is { } mark
            && (mark["by"]!.ToString(), mark["reason"]!.ToString()) == ("ana@clinic", "a test") && !Healthy(status, Near) && !Of(status, Near)["serves"]!.GetValue<bool>());

        var restored = await RestoreAsync(Near, despiteBacklog: true); // what it has accepted since may still wait
        Assert.True(restored.Kind is RegionOutcomeKind.Done, restored.Sentence);
        await SeeRequestsInAsync(Near);
    }

    [Fact]
    public async Task ADrain_ReachesARegion_IntoWhichReplicationHasStopped_AndWhoseTableDidNotTakeIt()
    {
        await world.Control.PostAsync($"/replication/cut?to={Near}");
        Fault(Near, ProxyFault.Reset);
        var drained = await DrainAsync(Near, emergency: true);
        Fault(Near, ProxyFault.None);

        await SeeRequestsInAsync(Far);

        Assert.Equal([(Near, TableAnswerKind.NoAnswer), (Far, TableAnswerKind.Written)], drained.Tables.Select(table => (table.Region, table.Kind)));
        await SeeAsync("that it knows nothing of it, and that its watcher does", status => Of(status, Near)["serves"]!.GetValue<bool>() && !Healthy(status, Near)
            && Of(status, Near)["checks"]!.AsArray().Single(check => check!["inverted"]!.GetValue<bool>())!["lastFinding"]!.ToString() is "200");
    }

    [Theory]
    [InlineData(ProxyFaultKind.Reset)]
    [InlineData(ProxyFaultKind.Blackhole)]
    public async Task ADeadWatcher_DrainsNobody(ProxyFaultKind kind)
    {
        Fault(Far, new ProxyFault(kind, TimeSpan.Zero));

        var before = await SeeAsync("the dead region unhealthy", status => !Healthy(status, Far));
        var results = Results(before, Near);
        var after = await SeeAsync("three more results of every check of the other", status => Results(status, Near) >= results + 3);

        Assert.Equal((true, Near), (Healthy(after, Near), Chosen(after)));
        Assert.Equal(Near, await RegionOfTheNextRequestAsync());
    }

    private static int Results(JsonNode status, string region) => Of(status, region)["checks"]!.AsArray().Min(check => check!["results"]!.GetValue<int>());

    [Fact]
    public async Task TheLastRegionThatServes_IsDrainedOnlyWhereOneInsists_AndThenStillAnswers()
    {
        Assert.Equal(RegionOutcomeKind.Done, (await DrainAsync(Far)).Kind);

        var refused = await DrainAsync(Near);

        Assert.Equal(RegionOutcomeKind.Refused, refused.Kind);
        Assert.Contains($"{Far} is drained: a test", refused.Sentence);
        Assert.All((await regions.LookAsync(CancellationToken.None)).Single(state => state.Region == Near).Sightings, sighting => Assert.Null(sighting.Mark));

        Assert.Equal(RegionOutcomeKind.Done, (await DrainAsync(Near, evenTheLast: true)).Kind);
        await SeeAsync("no region healthy", status => !Healthy(status, Near) && !Healthy(status, Far));
        Assert.Equal(202, (await world.Edge.RegisterAsync("peru", Guid.NewGuid().ToString(), "Perú")).Code); // all unhealthy is all
    }

    [Fact]
    public async Task WhereNoRegionCanReadItsTables_TheNearestStillTakesRegistrations()
    {
        Fault(Near, ProxyFault.Reset);
        Fault(Far, ProxyFault.Reset);

        await SeeAsync("no region healthy, and the near one chosen", status => !Healthy(status, Near) && !Healthy(status, Far) && Chosen(status) == Near);

        Assert.Equal(Near, await RegionOfTheNextRequestAsync()); // straight onto its queue
    }

    [Fact]
    public async Task ADrain_ThatIsRepeated_ChangesNothing()
    {
        await DrainAsync(Near, reason: "the first");

        var again = await DrainAsync(Near, reason: "the second");

        Assert.Equal(RegionOutcomeKind.AlreadySo, again.Kind);
        Assert.Contains("the first", again.Sentence);
        Assert.All((await regions.LookAsync(CancellationToken.None)).Single(state => state.Region == Near).Sightings, sighting => Assert.Equal("the first", sighting.Mark!.Reason));
    }

    /// <summary>The region is back, though nobody told it of its drain, and replication into it has stopped: what sa-east-1 took meanwhile is not there.</summary>
    [Fact]
    public async Task ARestore_IsRefused_WhileReplicationIntoTheRegionHasStopped()
    {
        await DrainAsync(Near);
        await world.Control.PostAsync($"/replication/cut?to={Near}");

        var refused = await RestoreAsync(Near);
        await world.Control.PostAsync("/replication/heal");

        Assert.Equal(RegionOutcomeKind.Refused, refused.Kind);
        await Eventually.SeeAsync(() => RestoreAsync(Near), outcome => outcome.Kind is RegionOutcomeKind.Done, "the region restored, when what it lacked is there");
        Assert.Contains($"{Near} lacks what {Far} wrote", refused.Sentence);
    }

    [Fact]
    public async Task TheAuditTrail_IsInBothRegions_ThoughOneWasCutOffAtTheTime()
    {
        await world.Control.PostAsync("/replication/cut");
        Fault(Near, ProxyFault.Blackhole);
        using var impatient = new ControlledRegions(world.Run.ControlUrl, Short);
        await new RegionOperations(impatient, TimeProvider.System).DrainAsync(new DrainOrder(Near, "ana@clinic", "cut off", false, Emergency: true), CancellationToken.None);
        Fault(Near, ProxyFault.None);
        Assert.Equal(Far, string.Join(", ", (await ActAsync()).HeldBy));

        await RestoreAsync(Near, despiteBacklog: true); // replication is cut still

        Assert.Equal($"{Near}, {Far}", string.Join(", ", (await ActAsync()).HeldBy));

        async Task<KeptAct> ActAsync() => (await new AuditTrail(regions).ReadAsync(CancellationToken.None)).Acts.Single(kept => kept.Act.Reason is "cut off");
    }
}
