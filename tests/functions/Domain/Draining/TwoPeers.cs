using System.Collections.Immutable;
using Appointments.Domain.Draining;
using Appointments.Tests.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Domain.Draining;

/// <summary>
/// Two regions that watch each other, each with the real <see cref="AutoDrain"/>, on a model of the global table: writes travel apart, late, out of order and twice, the
/// later one wins; calls between the regions wait, or fail while the network is cut, also after they had their effect; notices come late and twice; invocations end in between.
/// </summary>
internal sealed class TwoPeers
{
    public const string Primary = "us-east-1", Other = "sa-east-1";
    private static readonly ImmutableArray<string> Regions = [Primary, Other];
    private readonly List<AlarmNotice> notices = [];
    private readonly List<(string To, Stamped Write)> underWay = [];
    private readonly List<TaskCompletionSource<Fate>> waiting = [];
    private readonly List<Task<AutoDrainAnswer>> invocations = [];
    private readonly ImmutableDictionary<string, Dictionary<string, Stamped>> tables = Regions.ToImmutableDictionary(region => region, _ => new Dictionary<string, Stamped>());
    private readonly ImmutableDictionary<string, AutoDrain> functions;
    private readonly FakeTimeProvider clock = new(AppointmentBuilder.Noon);
    private readonly int skew;

    public TwoPeers(int skew)
    {
        this.skew = skew;
        functions = Regions.ToImmutableDictionary(region => region, region =>
            new AutoDrain(new AlarmNotesInMemory(), new Calls(this, region), new Fit(this), new CountingMetrics(), clock, new AutoDrainDuty(region, Peer(region), DryRun: false)));
    }

    public bool Cut { get; private set; }

    /// <summary>How often a drain was written.</summary>
    public int Drains { get; private set; }

    /// <summary>What was decided so far.</summary>
    public IEnumerable<AutoDrainOutcome> Outcomes => invocations.Where(each => each.IsCompletedSuccessfully).Select(each => each.Result.Outcome);

    public IEnumerable<string> Unexpected => invocations.Where(each => each.IsFaulted && each.Exception!.InnerException is not TimeoutException).Select(each => each.Exception!.ToString());

    /// <summary>What Route 53 finds: a region is out while its own table says so, or its watcher's. With two regions each is the other's watcher.</summary>
    public IEnumerable<string> Out => Regions.Where(region => tables.Values.Any(table => Of(table, region).DrainedAt is not null));

    public void Do(PeerStep step)
    {
        clock.Advance(TimeSpan.FromSeconds(step.Pause + 1));
        var region = Regions[step.Region];
        switch (step.Kind)
        {
            case PeerStepKind.Alarm:
                notices.Add(new AlarmNotice(region, $"alarm-{region}", step.Choice % 4 > 0, clock.GetUtcNow()));
                break;
            case PeerStepKind.Hear when notices.Count > 0:
                invocations.Add(functions[region].HearAsync(notices[step.Choice % notices.Count], CancellationToken.None)); // any of them, also once more
                break;
            case PeerStepKind.GoOn when waiting.Count > 0:
                var call = waiting[step.Choice % waiting.Count];
                waiting.Remove(call);
                call.SetResult((step.Choice / 7 % 8) switch { 0 => Fate.Lost, 1 => Fate.ReplyLost, _ => Fate.Answered });
                break;
            case PeerStepKind.Deliver when underWay.Count > 0:
                Deliver(step.Choice % underWay.Count, again: step.Choice % 5 is 0);
                break;
            case PeerStepKind.Network:
                Cut = step.Choice % 2 is 0;
                break;
            case PeerStepKind.Restore:
                Restore(region, reaches: step.Choice % 4);
                break;
        }
    }

    private static string Peer(string region) => region == Primary ? Other : Primary;

    private static RegionRecord Of(Dictionary<string, Stamped> table, string region) => table.TryGetValue(region, out var held) ? held.Record : RegionRecord.Untouched(region);

    private void Deliver(int index, bool again)
    {
        var (to, write) = underWay[index];
        if (!again)
            underWay.RemoveAt(index);
        if (!tables[to].TryGetValue(write.Record.Region, out var held) || write.Stamp > held.Stamp)
            tables[to][write.Record.Region] = write;
    }

    /// <summary>A person restores: both tables, or the one that answers.</summary>
    private void Restore(string region, int reaches)
    {
        var now = clock.GetUtcNow();
        foreach (var (observer, table) in tables.Where(each => reaches > 1 || (reaches is 0) == (each.Key == Primary)))
        {
            if (Of(table, region).DrainedAt is not null)
                Write(observer, new RegionRecord(region, null, now));
        }
    }

    /// <summary>A region's write is later than what it replaces, whatever its clock says.</summary>
    private void Write(string at, RegionRecord record)
    {
        var clocks = clock.GetUtcNow().UtcTicks + (at == Primary ? 0 : TimeSpan.FromSeconds(skew).Ticks);
        var write = new Stamped(record, Math.Max(clocks, tables[at].TryGetValue(record.Region, out var held) ? held.Stamp + 1 : 0));
        tables[at][record.Region] = write;
        underWay.Add((Peer(at), write));
    }

    /// <summary>A call of a region to a table, at a moment of the schedule's choice.</summary>
    private async Task<T> CallAsync<T>(string from, string to, Func<T> effect)
    {
        var gate = new TaskCompletionSource<Fate>();
        waiting.Add(gate);
        var fate = await gate.Task;
        if (fate is Fate.Lost || (Cut && from != to))
            throw new TimeoutException($"{to} did not answer {from}.");
        var answer = effect();
        return fate is Fate.ReplyLost ? throw new TimeoutException($"{to} did not answer {from}.") : answer;
    }

    private enum Fate
    {
        Answered,
        Lost,
        ReplyLost,
    }

    private sealed record Stamped(RegionRecord Record, long Stamp);

    private sealed class Calls(TwoPeers world, string own) : IRegionTables
    {
        public async Task<ImmutableArray<TableView>> LookAsync(CancellationToken cancel)
        {
            var views = ImmutableArray.CreateBuilder<TableView>();
            foreach (var observer in own == Primary ? Regions : Regions.Reverse()) // in either order, as two calls at once are answered
                views.Add(await ViewAsync(observer));
            return views.DrainToImmutable();
        }

        private async Task<TableView> ViewAsync(string observer)
        {
            try { return new TableView(observer, await world.CallAsync(own, observer, () => Regions.Select(region => Of(world.tables[observer], region)).ToImmutableArray())); }
            catch (TimeoutException) { return new TableView(observer, null); } // as the port says: no answer is a finding
        }

        public Task<bool> ClaimAsync(DrainClaim claim, CancellationToken cancel) => world.CallAsync(own, Primary, () =>
        {
            var arbiter = world.tables[Primary];
            var standing = Of(arbiter, claim.Region);
            if (standing.DrainedAt is not null || standing.RestoredAt >= claim.AlarmRaisedAt || claim.Others.Any(other => Of(arbiter, other.Region) != other))
                return false;
            world.Write(Primary, new RegionRecord(claim.Region, claim.At, null));
            world.Drains++;
            return true;
        });
    }

    /// <summary>Every region thinks itself fit, at some moment: the worst that can be for this rule.</summary>
    private sealed class Fit(TwoPeers world) : IOwnHealth
    {
        public Task<bool> AnswersAsync(CancellationToken cancel) => world.CallAsync("here", "here", () => true);
    }
}

internal enum PeerStepKind
{
    Alarm,
    Hear,
    GoOn,
    Deliver,
    Network,
    Restore,
}

/// <param name="Region">0 or 1: whose alarm, whose function, what is restored.</param>
/// <param name="Choice">Which of what there is to choose from.</param>
/// <param name="Pause">Seconds.</param>
internal sealed record PeerStep(PeerStepKind Kind, int Region, int Choice, int Pause);
