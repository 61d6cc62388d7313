using System.Collections.Immutable;
using System.CommandLine;
using Appointments.Aws;
using Appointments.Drills.Running;
using Appointments.Local.Control;

namespace Appointments.Cli.Drilling;

/// <summary>What a verb measures: in a drill what the drill does, else the run that is up or the deployment that is named.</summary>
/// <param name="drill">Null: a person has typed the verb.</param>
internal sealed class MeasuredFinder(IMeasured? drill)
{
    private readonly OperatedSystem operated = new();
    private readonly StackOptions stack = new("--settings");

    public void AddTo(Command command)
    {
        operated.AddTo(command);
        stack.AddTo(command);
    }

    public async Task<int> WithAsync(ParseResult parsed, Func<IMeasured, Task<int>> act, CancellationToken cancel)
    {
        if (drill is not null)
            return await act(drill);
        if (await operated.OutputsAsync(parsed, cancel) is { } outputs)
        {
            using var deployed = DeployedSystems.Of(new StackOutputsReader(outputs.Source).Read(outputs.Json), outputs.Source);
            return await act(new MeasuredAlone(deployed, TimeProvider.System));
        }
        using var system = await ControlledSystem.FindAsync(await operated.Runs.FindAsync(parsed, cancel), stack.Read(parsed), parsed.GetValue(stack.Set) ?? [], TimeProvider.System, cancel);
        return await act(new MeasuredAlone(system, TimeProvider.System));
    }

    /// <summary>What is measured, as operators' tools know it.</summary>
    public async Task<DeployedStack> DeploymentAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (await operated.OutputsAsync(parsed, cancel) is { } outputs)
            return new StackOutputsReader(outputs.Source).Read(outputs.Json);
        using var regions = new ControlledRegions(await operated.Runs.FindAsync(parsed, cancel));
        return await regions.DeploymentAsync(cancel);
    }

    /// <exception cref="UsageException">The system has no such region.</exception>
    public static string Region(IDrilledSystem system, string said) => Region([.. system.Regions.Select(each => each.Region)], said);

    /// <exception cref="UsageException">It is none of them.</exception>
    public static string Region(ImmutableArray<string> regions, string said) => regions.Contains(said) ? said : throw new UsageException($"There is no region {said}: the regions are {string.Join(", ", regions)}.");
}
