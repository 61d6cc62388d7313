using System.Collections.Immutable;
using Appointments.Regions;

namespace Appointments.Tests.Regions;

/// <summary>Three regions with a table each; a test says which of them are silent, and which do not serve.</summary>
internal sealed class ScriptedRegions : IRegions
{
    private static readonly ImmutableArray<string> Names = ["us-east-1", "sa-east-1", "eu-west-1"];

    private readonly Dictionary<(string Observer, string Region), DrainMark> marks = [];

    public HashSet<string> Silent { get; } = [];

    public HashSet<string> Sick { get; } = [];

    /// <summary>Who was written to or taken from, in any table.</summary>
    public int Writes { get; private set; }

    public DrainMark? this[string observer, string region] => marks.GetValueOrDefault((observer, region));

    public void Put(string observer, string region, string reason) => marks[(observer, region)] = new DrainMark(DateTimeOffset.UnixEpoch, "before@here", reason);

    public Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel) => Task.FromResult(Names.Select((region, index) => new RegionState(
        region, Names[(index + 1) % Names.Length], !Sick.Contains(region) && !Silent.Contains(region) && this[region, region] is null, true,
        [.. Names.Select(observer => Silent.Contains(observer) ? new DrainSighting(observer, false, null) : new DrainSighting(observer, true, this[observer, region]))])).ToImmutableArray());

    public Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, CancellationToken cancel) => WriteAsync(observer => marks.TryAdd((observer, region), mark));

    public Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, CancellationToken cancel) => WriteAsync(observer => marks.Remove((observer, region)));

    private Task<ImmutableArray<TableAnswer>> WriteAsync(Func<string, bool> write)
    {
        Writes++;
        return Task.FromResult(Names.Select(observer => Silent.Contains(observer)
            ? new TableAnswer(observer, TableAnswerKind.NoAnswer, "silent")
            : new TableAnswer(observer, write(observer) ? TableAnswerKind.Written : TableAnswerKind.StoodAlready, null)).ToImmutableArray());
    }
}
