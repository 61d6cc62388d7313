using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Regions;

/// <summary>What makes an act another one, and what its record keeps of how it was done.</summary>
public sealed class ActIdentityTests
{
    private const string Near = "us-east-1", Far = "sa-east-1";

    private static readonly RegionAct Drain = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), Near, RegionActKind.Drain, "ana@clinic", "flood");

    private readonly ScriptedRegions regions = new();

    public static TheoryData<RegionAct> Others => new(
        Drain with { At = Drain.At.AddMilliseconds(1) }, Drain with { Region = Far }, Drain with { Kind = RegionActKind.Restore }, Drain with { By = "luz@clinic" });

    [Theory, MemberData(nameof(Others))]
    public async Task TwoActs_ThatDifferInWhenWhereWhatOrWho_AreBothKept(RegionAct other)
    {
        var trail = new AuditTrail(regions);
        await trail.KeepAsync(Drain, CancellationToken.None);

        await trail.KeepAsync(other, CancellationToken.None);

        Assert.Equal(2, (await trail.ReadAsync(CancellationToken.None)).Acts.Length);
    }

    [Fact]
    public async Task TheSameAct_WithAnotherReason_IsOne_AndTheFirstStands()
    {
        var trail = new AuditTrail(regions);
        await trail.KeepAsync(Drain, CancellationToken.None);

        await trail.KeepAsync(Drain with { Reason = "as its mark tells" }, CancellationToken.None);

        Assert.Equal(Drain, Assert.Single((await trail.ReadAsync(CancellationToken.None)).Acts).Act);
    }

    [Fact]
    public async Task AnActThatATableLacks_IsPutThere_WithTheNextActOfAnotherRegion()
    {
        var trail = new AuditTrail(regions);
        regions.Silent.Add(Far);
        await trail.KeepAsync(Drain, CancellationToken.None);
        regions.Silent.Clear();

        await trail.KeepAsync(Drain with { Region = "eu-west-1" }, CancellationToken.None);

        Assert.Contains(Drain, regions.ActsIn(Far));
    }

    [Fact]
    public async Task ASilentTable_IsNamed_AndLacksNothing()
    {
        var trail = new AuditTrail(regions);
        await trail.KeepAsync(Drain, CancellationToken.None);
        regions.Silent.Add(Far);

        var (acts, silent, _) = await trail.ReadAsync(CancellationToken.None);

        Assert.Equal([Far], silent.AsEnumerable());
        Assert.Empty(Assert.Single(acts).LackedBy); // nobody knows
    }

    [Fact]
    public async Task ThatOneInsisted_IsKept()
    {
        regions.Sick.UnionWith([Far, "eu-west-1"]);

        await new RegionOperations(regions, new FakeTimeProvider()).DrainAsync(new DrainOrder(Near, "ana@clinic", "flood", EvenTheLast: true), CancellationToken.None);

        Assert.Equal((true, false), (Assert.Single(regions.ActsIn(Far)).Insisted, regions.ActsIn(Far)[0].Emergency));
    }

    /// <summary>A function drained it and did not get to the trail: whoever repeats the drain is not who drained.</summary>
    [Fact]
    public async Task ARepeatedDrain_ThatNobodyRecorded_IsRecordedAsItsMarkTells()
    {
        regions.Put(Near, Near, "autoDrain: 5xx");

        await new RegionOperations(regions, new FakeTimeProvider()).DrainAsync(new DrainOrder(Near, "ana@clinic", "flood", EvenTheLast: true, Emergency: true), CancellationToken.None);

        Assert.Equal(new RegionAct(DateTimeOffset.UnixEpoch, Near, RegionActKind.Drain, "before@here", "autoDrain: 5xx"), Assert.Single(regions.ActsIn(Near)));
    }

    /// <summary>A table keeps milliseconds: a finer instant would be another act when it is read.</summary>
    [Fact]
    public async Task AnAct_IsToTheMillisecond()
    {
        var clock = new FakeTimeProvider(Drain.At.AddTicks(12_345));

        await new RegionOperations(regions, clock).DrainAsync(new DrainOrder(Near, "ana@clinic", "flood"), CancellationToken.None);

        Assert.Equal((Drain.At.AddMilliseconds(1), Drain.At.AddMilliseconds(1)), (regions[Near, Near]!.At, regions.ActsIn(Near)[0].At));
    }
}
