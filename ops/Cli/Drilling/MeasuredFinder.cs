using System.CommandLine;
using Appointments.Drills.Running;

namespace Appointments.Cli.Drilling;

/// <summary>What a verb measures: in a drill what the drill does, else the run that is up.</summary>
/// <param name="drill">Null: a person has typed the verb.</param>
internal sealed class MeasuredFinder(IMeasured? drill)
{
    private readonly RunFinder run = new();
    private readonly StackOptions stack = new("--settings");

    public void AddTo(Command command)
    {
        command.Options.Add(run.Control);
        stack.AddTo(command);
    }

    public async Task<int> WithAsync(ParseResult parsed, Func<IMeasured, Task<int>> act, CancellationToken cancel)
    {
        if (drill is not null)
            return await act(drill);
        using var system = await ControlledSystem.FindAsync(await run.FindAsync(parsed, cancel), stack.Read(parsed), parsed.GetValue(stack.Set) ?? [], TimeProvider.System, cancel);
        return await act(new MeasuredAlone(system, TimeProvider.System));
    }

    /// <exception cref="UsageException">The system has no such region.</exception>
    public static string Region(IMeasured measured, string said) => measured.System.Regions.Any(each => each.Region == said) ? said
        : throw new UsageException($"There is no region {said}: the regions are {string.Join(", ", measured.System.Regions.Select(each => each.Region))}.");
}
