using System.Collections.Immutable;
using Appointments.Plan;
using Appointments.Tests.Run;

namespace Appointments.Tests.Mechanisms;

/// <summary>Something that a drill relies on, and how it is broken.</summary>
/// <param name="Drill">One of <c>drills/</c>.</param>
/// <param name="Name">What it does, in words; with the drill it is a row of docs/resilience.md.</param>
/// <param name="Broken">How it is broken, in words.</param>
/// <param name="Speaks">What must speak: a step of the drill, an objective, or a law of the checker, as the report's reasons or findings name it.</param>
internal sealed record Mechanism(string Drill, string Name, string Broken, string Speaks)
{
    /// <summary>What is wrong with the deployment from the beginning.</summary>
    public Func<ResourceGraph, ResourceGraph> Graph { get; init; } = graph => graph;

    /// <summary>Settings of the run, each <c>KEY=VALUE</c>.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>The mistake that all functions make (tests/ops/WrongFunctions); null: none.</summary>
    public string? Mistake { get; init; }

    /// <summary>What is done to the run before the drill begins.</summary>
    public Action<World> Begin { get; init; } = _ => { };

    /// <summary>A step of the drill, and what is done to the run, or to the files of the drill, just before it; null: nothing.</summary>
    public (string Step, Func<World, string, Task> Do)? At { get; init; }

    /// <summary>The most that a probe may wait: long enough for what is not broken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public double RequestsPerSecond { get; init; } = 4;

    /// <summary>False: a second mechanism stands behind this one, or nothing that counts is broken (a control for another row), and the drill must pass.</summary>
    public bool Fails { get; init; } = true;

    public override string ToString() => $"{Drill}: {Name}";
}
