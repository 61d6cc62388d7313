using System.Collections.Immutable;
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

    /// <summary>Everything answers, if late; but where a region is silent, what an emergency waits for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Short = DrainVariant.InAnEmergency.Patience;

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
            await Eventually.SeeAsync(() => RestoreAsync(region, despiteBacklog: true), outcome => outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo, $"{region} restored");
        await planes.DisposeAsync();
    }

    public void Dispose()
    {
        regions.Dispose();
        network.Dispose();
    }

    private Task<RegionOutcome> DrainAsync() => Operations.DrainAsync(new DrainOrder(Near, "ana@clinic", "flood"), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(string region, bool despiteBacklog = false) => Operations.RestoreAsync(new RestoreOrder(region, "ana@clinic", "dry", despiteBacklog), CancellationToken.None);

    /// <summary>No control plane: this is all that is called, and the policy for operators allows exactly it.</summary>
    [Fact]
    public async Task DrainWaitRestoreAndQuarantine_CallDataPlanesAlone_AndThePolicyAllowsJustThat()
    {
        var id = await QuarantinedAsync();
        var drained = await DrainAsync();
        var waited = await new RegionWait(regions, TimeProvider.System, _ => { }).UntilDrainedAsync(Near, emptied: true, TimeSpan.FromMinutes(3), CancellationToken.None);
        var restored = await RestoreAsync(Near);
        using var desk = new DataPlaneQuarantine(planes.Stack, null, Patience, TimeProvider.System);
        var (listed, resolved) = (await desk.ListAsync(false, 10, null, CancellationToken.None), await OperationsOn(desk).DiscardAsync(new EntryName(id, null), "ana@clinic", "x", CancellationToken.None));
        var putBack = await PutBackAsync(desk);

        Assert.Equal((RegionOutcomeKind.Done, true, RegionOutcomeKind.Done), (drained.Kind, waited.Done, restored.Kind));
        Assert.Contains(listed.Entries, entry => entry.AppointmentId == id);
        Assert.Equal((QuarantineOutcomeKind.Done, QuarantineOutcomeKind.Done), (resolved.Kind, putBack.Kind));
        // A transaction needs the permission of each of its parts. Source: AWS, "Amazon DynamoDB Transactions: How it works": IAM.
        var called = planes.Calls.Select(call => call.Split(' ', 2)[1]).SelectMany<string, string>(call => call is "dynamodb:TransactWriteItems" ? ["dynamodb:PutItem", "dynamodb:ConditionCheckItem"] : [call]).Distinct().Order(StringComparer.Ordinal).ToArray();
        string[] api = ["GET /Prod/drained/sa-east-1", "GET /Prod/drained/us-east-1", "GET /Prod/health"];
        var allowed = JsonNode.Parse(OperatorPolicy.Document(planes.Stack))!["Statement"]!.AsArray().SelectMany(statement => statement!["Action"]!.AsArray()).Select(action => action!.ToString());
        Assert.Equal(api.Concat(allowed.Distinct()).Order(StringComparer.Ordinal), called);
    }

    /// <summary>One call each has its time, and none is repeated: the healthy region has the mark before anybody waited for the sick one twice.</summary>
    [Fact]
    public async Task AnEmergency_IsDoneInTime_WhileTheSickRegionSwallowsEveryCall()
    {
        await world.Control.PostAsync("/replication/cut");
        var swallowed = 0;
        planes.Fault(Near, ProxyFault.Blackhole with { Strikes = () => Interlocked.Increment(ref swallowed) > 0 });
        using var impatient = new DataPlaneRegions(planes.Stack, network, Short, TimeProvider.System);

        var drained = await new RegionOperations(impatient, TimeProvider.System).DrainAsync(new DrainOrder(Near, "ana@clinic", "flood", false, Emergency: true), CancellationToken.None);

        Assert.True(drained.Kind is RegionOutcomeKind.Done, drained.Sentence);
        Assert.Equal([(Near, TableAnswerKind.NoAnswer), (Far, TableAnswerKind.Written)], drained.Tables.Select(table => (table.Region, table.Kind)));
        Assert.Equal("nothing within 2 s", drained.Tables[0].Problem);
        Assert.Equal(11, swallowed); // look (two marks, health, drained), mark, look again, read the trail, add to it: each waited for once
        await Eventually.SeeAsync(() => world.Edge.GetAsync("/health"), answer => answer.Body["region"]?.ToString() is Far, "the edge in the healthy region");
    }

    [Fact]
    public async Task APlannedDrain_IsRefused_AndSaysWhy_WhereARegionRefusesConnections()
    {
        planes.Fault(Near, ProxyFault.Reset);

        var refused = await DrainAsync();

        Assert.Equal(RegionOutcomeKind.Refused, refused.Kind);
        Assert.Contains($"the table of {Near} does not answer (", refused.Sentence);
        Assert.DoesNotContain(planes.Calls, call => call.Contains("PutItem") || call.Contains("TransactWriteItems"));
    }

    [Fact]
    public async Task WhereTheSharedNameLeads_IsSeen_AndALinkThatCarriesNothingToo()
    {
        await world.Control.PostAsync($"/replication/cut?from={Far}");

        using var impatient = new DataPlaneRegions(planes.Stack, network, Short, TimeProvider.System);
        await Eventually.SeeAsync(() => impatient.ReplicationAsync(null, null, CancellationToken.None), links => links.Select(link => (link.From, link.To, link.HasCaughtUp)).SequenceEqual([(Near, Far, true), (Far, Near, false)]), "a link that carries, and one that does not");
        var before = await regions.RoutingAsync(CancellationToken.None);
        Assert.Equal(RegionOutcomeKind.Done, (await DrainAsync()).Kind);
        var after = await Eventually.SeeAsync(() => regions.RoutingAsync(CancellationToken.None), routing => routing.LeadsTo is Far, "the shared name in the other region");

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
        using var desk = new DataPlaneQuarantine(planes.Stack, null, Short, TimeProvider.System);

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
        await Eventually.SeeAsync(() => world.Regions[Near].GetAsync($"/appointments/{id}"), found => found.Body["quarantined"]?.AsArray().Count is 1, "the entry in quarantine");
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
