using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Appointments.Aws;
using Appointments.Local.Proxies;
using Appointments.Quarantine;
using Appointments.Regions;
using Appointments.Sqs;
using Appointments.Tests.Run.Routing;

namespace Appointments.Tests.Run.Operators;

/// <summary>What operators' tools do on AWS, on real servers: nothing is known of the network but what the shared name answers. Whatever is called is written down.</summary>
public sealed class DataPlaneTests(FastWorld fast) : IClassFixture<FastWorld>, IAsyncLifetime, IDisposable
{
    private const string Near = "us-east-1", Far = "sa-east-1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly World world = fast.World;
    private RecordedPlanes planes = null!;
    private NetworkFromHere network = null!;
    private DataPlaneRegions regions = null!;

    private RegionOperations Operations => new(regions, TimeProvider.System);

    public async Task InitializeAsync()
    {
        planes = await RecordedPlanes.BeforeAsync(world.Run.Deployment);
        network = new NetworkFromHere(planes.Stack, Patience, TimeProvider.System);
        regions = new DataPlaneRegions(planes.Stack, network, Patience, TimeProvider.System);
        await Eventually.SeeAsync(() => world.Control.StatusAsync(), status => status["regions"]!.AsArray().All(region => region!["healthy"]!.GetValue<bool>()), "both regions healthy");
    }

    public async Task DisposeAsync()
    {
        foreach (var region in new[] { Near, Far })
            planes.Fault(region, ProxyFault.None);
        await world.Control.PostAsync("/replication/heal");
        foreach (var region in new[] { Near, Far })
            await RestoreAsync(region, despiteBacklog: true);
        await planes.DisposeAsync();
    }

    public void Dispose()
    {
        regions.Dispose();
        network.Dispose();
    }

    private Task<RegionOutcome> DrainAsync(bool emergency = false) => Operations.DrainAsync(new DrainOrder(Near, "ana@clinic", "flood", false, emergency), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(string region, bool despiteBacklog = false) => Operations.RestoreAsync(new RestoreOrder(region, "ana@clinic", "dry", despiteBacklog), CancellationToken.None);

    /// <summary>No control plane: this is all that is called, and the policy for operators allows exactly it.</summary>
    [Fact]
    public async Task DrainWaitRestoreAndQuarantine_CallDataPlanesAlone_AndThePolicyAllowsJustThat()
    {
        var id = await QuarantinedAsync();
        var drained = await DrainAsync();
        var waited = await new RegionWait(regions, TimeProvider.System, _ => { }).UntilDrainedAsync(Near, emptied: true, TimeSpan.FromSeconds(60), CancellationToken.None);
        var restored = await RestoreAsync(Near);
        using var desk = new DataPlaneQuarantine(planes.Stack, null, Patience, TimeProvider.System);
        var (listed, resolved) = (await desk.ListAsync(false, 10, null, CancellationToken.None), await OperationsOn(desk).DiscardAsync(new EntryName(id, null), "ana@clinic", "x", CancellationToken.None));
        var putBack = await PutBackAsync(desk);

        Assert.Equal((RegionOutcomeKind.Done, true, RegionOutcomeKind.Done), (drained.Kind, waited.Done, restored.Kind));
        Assert.Contains(listed.Entries, entry => entry.AppointmentId == id);
        Assert.Equal((QuarantineOutcomeKind.Done, QuarantineOutcomeKind.Done), (resolved.Kind, putBack.Kind));
        var called = planes.Calls.Select(call => call.Split(' ', 2)[1]).Distinct().Order(StringComparer.Ordinal).ToArray();
        string[] api = ["GET /Prod/drained/sa-east-1", "GET /Prod/drained/us-east-1", "GET /Prod/health"];
        var allowed = JsonNode.Parse(OperatorPolicy.Document(planes.Stack))!["Statement"]!.AsArray().SelectMany(statement => statement!["Action"]!.AsArray()).Select(action => action!.ToString());
        Assert.Equal(api.Concat(allowed.Distinct()).Order(StringComparer.Ordinal), called);
    }

    /// <summary>One call each has its time, and none is repeated: the healthy region has the mark before anybody waited for the sick one twice.</summary>
    [Fact]
    public async Task AnEmergency_IsDoneInTime_WhileTheSickRegionSwallowsEveryCall()
    {
        await world.Control.PostAsync("/replication/cut");
        planes.Fault(Near, ProxyFault.Blackhole);
        var clock = Stopwatch.StartNew();

        var drained = await DrainAsync(emergency: true);

        Assert.Equal(RegionOutcomeKind.Done, drained.Kind);
        Assert.Equal([(Near, TableAnswerKind.NoAnswer), (Far, TableAnswerKind.Written)], drained.Tables.Select(table => (table.Region, table.Kind)));
        Assert.Equal("nothing within 1 s", drained.Tables[0].Problem);
        Assert.InRange(clock.Elapsed, Patience, (4 * Patience) + TimeSpan.FromSeconds(4)); // look, mark, read the trail, add to it; and two shared cores
        await Eventually.SeeAsync(() => world.Edge.GetAsync("/health"), answer => answer.Body["region"]?.ToString() is Far, "the edge in the healthy region");
    }

    [Fact]
    public async Task APlannedDrain_IsRefused_AndSaysWhy_WhereARegionRefusesConnections()
    {
        planes.Fault(Near, ProxyFault.Reset);

        var refused = await DrainAsync();

        Assert.Equal(RegionOutcomeKind.Refused, refused.Kind);
        Assert.Contains($"the table of {Near} does not answer (", refused.Sentence);
        Assert.DoesNotContain(planes.Calls, call => call.Contains("PutItem"));
    }

    [Fact]
    public async Task WhereTheSharedNameLeads_IsSeen_AndALinkThatCarriesNothingToo()
    {
        await world.Control.PostAsync($"/replication/cut?from={Far}");

        var links = await regions.ReplicationAsync(null, null, CancellationToken.None);
        var before = await regions.RoutingAsync(CancellationToken.None);
        await DrainAsync();
        var after = await Eventually.SeeAsync(() => regions.RoutingAsync(CancellationToken.None), routing => routing.LeadsTo is Far, "the shared name in the other region");

        Assert.Equal([(Near, Far, true), (Far, Near, false)], links.Select(link => (link.From, link.To, link.HasCaughtUp)));
        Assert.Equal((Near, false), (before.LeadsTo, after.Exact));
        Assert.Equal(FastWorld.Promise, after.Settles);
    }

    [Fact]
    public async Task AnEntry_ThatWasPutBack_IsRegistered_AndIsResolvedInBothRegions()
    {
        using var desk = new DataPlaneQuarantine(planes.Stack, null, Patience, TimeProvider.System);

        var putBack = await PutBackAsync(desk);

        var id = Assert.Single(putBack.Entries).AppointmentId;
        var answer = await Eventually.SeeAsync(() => world.Regions[Far].GetAsync($"/appointments/{id}"), found => found.Code is 200, "the appointment in the other region");
        Assert.Equal("requested", answer.Body["status"]!.ToString());
        foreach (var region in new[] { Near, Far })
        {
            using var there = new DataPlaneQuarantine(planes.Stack, region, Patience, TimeProvider.System);
            await Eventually.SeeAsync(() => there.FindAsync(id, CancellationToken.None), entries => entries is [{ Resolved: { Kind: ResolutionKind.Requeued, Because: "mended" } }], $"the resolved entry in {region}");
        }
        var again = await OperationsOn(desk).RequeueAsync(new EntryName(id, null), "ana@clinic", "twice", CancellationToken.None);
        Assert.Equal(QuarantineOutcomeKind.AlreadySo, again.Kind);
    }

    [Fact]
    public async Task AList_GoesPageByPage_AndWithoutTheRegionThatIsSick()
    {
        string[] ids = [await QuarantinedAsync(), await QuarantinedAsync(), await QuarantinedAsync()];
        await Eventually.SeeAsync(world.Control.StatusAsync, status => status["idle"]!.GetValue<bool>(), "the entries in both regions");
        planes.Fault(Near, ProxyFault.Blackhole);
        using var desk = new DataPlaneQuarantine(planes.Stack, null, Patience, TimeProvider.System);

        List<string> seen = [];
        for (string? cursor = null; ;)
        {
            var page = await desk.ListAsync(false, 2, cursor, CancellationToken.None);
            Assert.InRange(page.Entries.Length, 0, 2);
            seen.AddRange(page.Entries.Select(entry => entry.AppointmentId));
            if ((cursor = page.Next) is null)
                break;
        }

        Assert.Equal(ids.Order(), seen.Where(ids.Contains).Order());
        Assert.Equal(seen.Distinct(), seen);
        await Assert.ThrowsAsync<OperatorException>(() => desk.ListAsync(false, 2, "no cursor", CancellationToken.None));
    }

    private QuarantineOperations OperationsOn(DataPlaneQuarantine desk) => new(desk, RegistrationBody.Read, planes.Stack.Countries, TimeProvider.System);

    /// <summary>The same id with another schedule.</summary>
    private async Task<string> QuarantinedAsync()
    {
        var id = Guid.NewGuid().ToString();
        await world.Regions[Near].RegisterAsync("peru", id, "Perú");
        await Eventually.SeeAsync(() => world.Regions[Near].GetAsync($"/appointments/{id}"), found => found.Code is 200, "the first registration");
        await world.Regions[Near].RegisterAsync("peru", id, "Perú", "dr-a");
        await Eventually.SeeAsync(() => world.Regions[Near].GetAsync($"/appointments/{id}"), found => found.Body["quarantined"]!.AsArray().Count is 1, "the entry in quarantine");
        return id;
    }

    /// <summary>What a table that did not answer for hours leaves behind: a registration with which nothing is wrong.</summary>
    private async Task<QuarantineOutcome> PutBackAsync(DataPlaneQuarantine desk)
    {
        var id = Guid.NewGuid().ToString();
        await world.Run.Databases.Single(database => database.Region == Near).Endpoint.CallAsync("PutItem", new JsonObject
        {
            ["TableName"] = planes.Stack.Tables.Quarantine,
            ["Item"] = new JsonObject(new Dictionary<string, string>
            {
                ["appointment_id"] = id, ["entry"] = $"{Near}#{id}", ["region"] = Near, ["reason"] = "Its message failed too often.", ["at"] = "2026-11-24T10:00:00.000Z",
                ["content"] = $$"""{"appointmentId":"{{id}}","country":"PE","status":"requested"}""",
            }.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject { ["S"] = pair.Value }))),
        }, CancellationToken.None);
        return await OperationsOn(desk).RequeueAsync(new EntryName(id, null), "ana@clinic", "mended", CancellationToken.None);
    }
}
