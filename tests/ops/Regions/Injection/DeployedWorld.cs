using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Injection;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Regions.Injection;

/// <summary>Three deployed regions behind a scripted command line. Every look takes two seconds of the clock that a test holds.</summary>
internal sealed class DeployedWorld
{
    public const string Near = "us-east-1", Far = "sa-east-1", Third = "eu-west-1";

    private static readonly ImmutableArray<string> Names = [Near, Far, Third];

    private readonly FakeTimeProvider clock = new();

    public ScriptedAws Aws { get; } = new();

    public ScriptedRegions Regions { get; } = new();

    public List<string> Reports { get; } = [];

    /// <summary>Called at each look, with its number from 1.</summary>
    public Action<int> Meanwhile { get; set; } = _ => { };

    /// <summary>Reserved concurrency of each function; 0 is none.</summary>
    public int Reserved { get; set; }

    public bool HasTemplates { get; set; } = true;

    private sealed class Each(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }

    private DeployedStack Stack => new(new Uri("https://api"), new Uri("https://origin"), TimeSpan.FromSeconds(150), new DeployedTables("a", "q", "r"), [],
        [.. Names.Select(name => new DeployedRegion(name, name, new Uri($"https://{name}"), ImmutableSortedDictionary<string, DeployedQueue>.Empty, null)
        {
            Functions = [$"{name}-list", $"{name}-register"],
            FaultTemplates = HasTemplates ? ImmutableDictionary<string, string>.Empty.Add("replication-stopped", $"EXT-{name}") : ImmutableDictionary<string, string>.Empty,
        })])
    { ReservedConcurrency = Reserved };

    public DeployedFaults Faults => new(Stack, Aws, Regions, clock, new Each(report =>
    {
        Reports.Add(report);
        Meanwhile(Reports.Count);
        clock.Advance(TimeSpan.FromSeconds(2));
    }));

    public static Fault Stopped { get; } = new(FaultKind.ReplicationStopped, Near);

    public static Fault Failing { get; } = new(FaultKind.FunctionsFailing, Near);

    public Task<FaultOutcome> InjectAsync(Fault fault) => Faults.InjectAsync(fault, CancellationToken.None);

    public Task<FaultOutcome> ClearAsync(FaultKind? kind = null, string? region = null, string? to = null) => Faults.ClearAsync(kind, region, to, CancellationToken.None);

    public void Cut(params string[] others)
    {
        foreach (var other in others)
            _ = (Regions.Cut.Add((Near, other)), Regions.Cut.Add((other, Near)));
    }
}
