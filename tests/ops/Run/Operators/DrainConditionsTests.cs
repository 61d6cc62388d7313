using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Regions;
using Appointments.Tests.Run.Routing;

namespace Appointments.Tests.Run.Operators;

/// <summary>What DynamoDB itself keeps of two drains that meet in a table.</summary>
public sealed class DrainConditionsTests(FastWorld fast) : IClassFixture<FastWorld>, IDisposable
{
    private const string Near = "us-east-1", Far = "sa-east-1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly NetworkFromHere network = new(fast.World.Run.Deployment, Patience, TimeProvider.System);
    private readonly DrainMark ours = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), "ana@clinic", "flood");

    private DataPlaneRegions? connected;

    private DataPlaneRegions Regions => connected ??= new DataPlaneRegions(fast.World.Run.Deployment, network, Patience, TimeProvider.System);

    public void Dispose()
    {
        connected?.Dispose();
        network.Dispose();
    }

    private Task<ImmutableArray<TableAnswer>> MarkAsync(string region, params ImmutableArray<string> whileInService) => Regions.MarkAsync(region, ours, whileInService, CancellationToken.None);

    private static IEnumerable<TableAnswerKind> Kinds(ImmutableArray<TableAnswer> answers) => answers.Select(answer => answer.Kind);

    [Fact]
    public async Task AMark_IsWrittenOnlyWhereTheOthersAreInService_AndOnlyItsOwnIsTakenBack()
    {
        var first = await MarkAsync(Far, Near);
        var second = await MarkAsync(Near, Far);
        var again = await MarkAsync(Far, Near);
        var insisted = await MarkAsync(Near);
        var repeated = await MarkAsync(Near, Far);
        var somebodyElses = await Regions.UnmarkAsync(Far, ours with { By = "luz@clinic" }, CancellationToken.None);
        var anotherTimes = await Regions.UnmarkAsync(Far, ours with { At = ours.At.AddMilliseconds(1) }, CancellationToken.None);
        var own = await Regions.UnmarkAsync(Far, ours, CancellationToken.None);
        var whichever = await Regions.UnmarkAsync(Near, null, CancellationToken.None);

        Assert.All(Kinds(second), kind => Assert.Equal(TableAnswerKind.Overtaken, kind));
        Assert.All(second, answer => Assert.Equal([Far], answer.Overtakers.AsEnumerable()));
        // Replication may have been there before this one: what counts is that it was written, and by whom nobody else.
        Assert.All(new[] { first, insisted, own, whichever }, answers => Assert.Contains(TableAnswerKind.Written, Kinds(answers)));
        Assert.All(new[] { again, repeated, somebodyElses, anotherTimes }, answers => Assert.All(Kinds(answers), kind => Assert.Equal(TableAnswerKind.StoodAlready, kind)));
    }

    /// <summary>For real: which of the two is first in which table is nobody's to say.</summary>
    [Fact]
    public async Task TwoDrainsAtTheSameTime_LeaveARegionInService()
    {
        Task<RegionOutcome> DrainAsync(string region, string by) => new RegionOperations(Regions, TimeProvider.System).DrainAsync(new DrainOrder(region, by, "flood", Emergency: true), CancellationToken.None);
        await Eventually.SeeAsync(() => Regions.LookAsync(CancellationToken.None), all => all.All(state => state is { Serves: true, Drained: null }), "both regions in service");

        var outcomes = await Task.WhenAll(DrainAsync(Near, "ana@clinic"), DrainAsync(Far, "luz@clinic"));

        await Eventually.SeeAsync(fast.World.Control.StatusAsync, status => status["idle"]!.GetValue<bool>(), "replication at its end");
        var states = await Regions.LookAsync(CancellationToken.None);
        Assert.Contains(states, state => state.Drained is null);
        Assert.Equal(outcomes.Select(outcome => outcome.Kind is RegionOutcomeKind.Done), states.Select(state => state.Drained is not null));
        foreach (var region in new[] { Near, Far })
            await Regions.UnmarkAsync(region, null, CancellationToken.None);
    }
}
