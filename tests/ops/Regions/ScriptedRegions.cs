using System.Collections.Immutable;
using Appointments.Regions;

namespace Appointments.Tests.Regions;

/// <summary>Three regions with a table each; a test says which of them are silent, which do not serve, and what is left to do.</summary>
internal sealed class ScriptedRegions : IRegions
{
    private static readonly ImmutableArray<string> Names = ["us-east-1", "sa-east-1", "eu-west-1"];

    private readonly Dictionary<(string Observer, string Region), DrainMark> marks = [];
    private readonly Dictionary<string, List<RegionAct>> acts = Names.ToDictionary(region => region, _ => new List<RegionAct>());

    public HashSet<string> Silent { get; } = [];

    public HashSet<string> Sick { get; } = [];

    /// <summary>Regions that Route 53 does not count as healthy.</summary>
    public HashSet<string> Unroutable { get; } = [];

    /// <summary>By region: messages on its queues.</summary>
    public Dictionary<string, int> Waiting { get; } = [];

    /// <summary>Links that carry nothing.</summary>
    public HashSet<(string From, string To)> Cut { get; } = [];

    /// <summary>What every table holds among its acts and nobody can read.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>On a link that is cut: one of the tables is replicated still.</summary>
    public bool OneTablePasses { get; set; }

    public string LeadsTo { get; set; } = "us-east-1";

    public bool IsExact { get; set; } = true;

    /// <summary>Told at every look, before it answers.</summary>
    public Action Looked { get; set; } = () => { };

    /// <summary>By how much this machine's clock is ahead of that of the last region; null: not known.</summary>
    public TimeSpan? ClockAhead { get; set; }

    public TimeSpan? OtherClocksAhead { get; set; }

    /// <summary>A look never ends, whatever its token says.</summary>
    public bool NeverEnds { get; set; }

    /// <summary>Asked by every table (first) before it takes a mark of a region: another drain may come between.</summary>
    public Func<string, string, Task> Marking { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Who was written to or taken from, in any table.</summary>
    public int Writes { get; private set; }

    /// <summary>Probes that were written to see whether replication works.</summary>
    public int Probes { get; private set; }

    public DrainMark? this[string observer, string region] => marks.GetValueOrDefault((observer, region));

    public IReadOnlyList<RegionAct> ActsIn(string observer) => acts[observer];

    public void Take(string observer, string region) => marks.Remove((observer, region));

    public void Put(string observer, string region, string reason) => marks[(observer, region)] = new DrainMark(DateTimeOffset.UnixEpoch, "before@here", reason);

    public Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel)
    {
        Looked();
        return NeverEnds ? new TaskCompletionSource<ImmutableArray<RegionState>>().Task : Task.FromResult(Names.Select((region, index) => new RegionState(
            region, Names[(index + 1) % Names.Length], !Sick.Contains(region) && !Silent.Contains(region) && this[region, region] is null, !Unroutable.Contains(region),
            [.. Names.Select(observer => Silent.Contains(observer) ? new DrainSighting(observer, false, null, "silent") : new DrainSighting(observer, true, this[observer, region]))])
        {
            ClockAhead = index == Names.Length - 1 ? ClockAhead : OtherClocksAhead,
        }).ToImmutableArray());
    }

    public async Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, ImmutableArray<string> whileInService, CancellationToken cancel)
    {
        Writes++;
        return [.. await Task.WhenAll(Names.Select(async observer =>
        {
            await Marking(observer, region);
            return Silent.Contains(observer) ? new TableAnswer(observer, TableAnswerKind.NoAnswer, "silent")
                : marks.ContainsKey((observer, region)) ? new TableAnswer(observer, TableAnswerKind.StoodAlready, null)
                : whileInService.Where(other => marks.ContainsKey((observer, other))).ToImmutableArray() is { IsEmpty: false } overtakers ? new TableAnswer(observer, TableAnswerKind.Overtaken, null) { Overtakers = overtakers }
                : Put(observer, region, mark);
        }))];
    }

    public Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, DrainMark? mark, CancellationToken cancel) =>
        WriteAsync(observer => (mark is null || marks.GetValueOrDefault((observer, region)) == mark) && marks.Remove((observer, region)));

    public Task<ImmutableArray<TableAnswer>> RecordAsync(RegionAct act, CancellationToken cancel) => WriteAsync(observer =>
    {
        if (acts[observer].Any(each => each.Identity == act.Identity))
            return false;
        acts[observer].Add(act);
        return true;
    });

    public Task<ImmutableArray<ActSighting>> HistoryAsync(CancellationToken cancel) =>
        Task.FromResult(Names.Select(observer => Silent.Contains(observer) ? new ActSighting(observer, [], "silent") : new ActSighting(observer, [.. acts[observer]], null) { Unreadable = [.. Unreadable] }).ToImmutableArray());

    public Task<QueueSighting> QueuesAsync(string region, CancellationToken cancel) =>
        Task.FromResult(Silent.Contains(region) ? new QueueSighting(region, 0, 0, "silent") : new QueueSighting(region, Waiting.GetValueOrDefault(region), 0, null));

    public Task<ImmutableArray<ReplicationSighting>> ReplicationAsync(string? from, string? to, CancellationToken cancel)
    {
        Probes++;
        return Task.FromResult(Names.SelectMany(source => Names.Where(target => target != source).Select(target => (From: source, To: target)))
            .Where(link => (from is null || link.From == from) && (to is null || link.To == to))
            .Select(link => new ReplicationSighting(link.From, link.To, !Cut.Contains(link), null, Silent.Contains(link.From) ? $"the table of {link.From}: silent" : null)
            {
                PassesNothing = Cut.Contains(link) && !OneTablePasses,
            }).ToImmutableArray());
    }

    public Task<RoutingSighting> RoutingAsync(CancellationToken cancel) => Task.FromResult(new RoutingSighting(LeadsTo, TimeSpan.FromSeconds(150), IsExact));

    private TableAnswer Put(string observer, string region, DrainMark mark)
    {
        marks[(observer, region)] = mark;
        return new TableAnswer(observer, TableAnswerKind.Written, null);
    }

    private Task<ImmutableArray<TableAnswer>> WriteAsync(Func<string, bool> write)
    {
        Writes++;
        return Task.FromResult(Names.Select(observer => Silent.Contains(observer)
            ? new TableAnswer(observer, TableAnswerKind.NoAnswer, "silent")
            : new TableAnswer(observer, write(observer) ? TableAnswerKind.Written : TableAnswerKind.StoodAlready, null)).ToImmutableArray());
    }
}
