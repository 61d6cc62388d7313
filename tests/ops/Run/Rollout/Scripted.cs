using System.Collections.Immutable;
using Appointments.Rollout;
using Appointments.Rollout.Aws;

namespace Appointments.Tests.Run.Rollout;

/// <summary>Two regions whose releases do as a test says; every act is kept.</summary>
internal sealed class ScriptedReleases : IReleases, IRegionProbe
{
    /// <summary>What builds on the regions, and all there is.</summary>
    public const string All = "all";

    private readonly HashSet<string> released = [];

    public List<string> Acts { get; } = [];

    /// <summary>What is seen in a region, by whether it runs the release: null where all is well.</summary>
    public Func<string, bool, string?> Probe { get; init; } = (_, _) => null;

    public Func<string, bool, string[]> Alarms { get; init; } = (_, _) => [];

    /// <summary>Such as <c>put us-east-1</c>: acts that fail.</summary>
    public HashSet<string> Failing { get; init; } = [];

    public ImmutableArray<string> Regions => ["us-east-1", "sa-east-1"];

    public Task<ImmutableArray<PlannedStep>> PlanAsync(ImmutableArray<string> order, CancellationToken cancel) => throw new NotSupportedException("No test plans with this.");

    public Task PrepareAsync(CancellationToken cancel) => ActAsync("prepare");

    public Task PutAsync(string? region, CancellationToken cancel)
    {
        released.Add(region ?? All);
        return ActAsync($"put {region ?? All}");
    }

    public Task GoBackAsync(string? region, CancellationToken cancel)
    {
        released.Remove(region ?? All);
        return ActAsync($"back {region ?? All}");
    }

    public string WayBack => "type this.";

    public Task KeepAsync(CancellationToken cancel) => ActAsync("keep");

    public Task<ImmutableArray<string>> AlarmsAsync(string? region, CancellationToken cancel) => Task.FromResult(Alarms(region ?? All, released.Contains(region ?? All)).ToImmutableArray());

    public Task<string?> TryAsync(string? region, CancellationToken cancel) => Task.FromResult(Probe(region ?? All, released.Contains(region ?? All)));

    private Task ActAsync(string act)
    {
        Acts.Add(act);
        return Failing.Contains(act) ? Task.FromException(new ReleaseException($"{act} failed.")) : Task.CompletedTask;
    }
}

/// <summary>Other programs that answer as a test says; every command is kept.</summary>
internal sealed class ScriptedCommands(Func<CommandLine, string> answer) : ICommands
{
    public List<CommandLine> Asked { get; } = [];

    public Task<string> RunAsync(CommandLine command, CancellationToken cancel)
    {
        Asked.Add(command);
        return Task.FromResult(answer(command));
    }
}
