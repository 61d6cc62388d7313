using System.CommandLine;
using Appointments.Aws;
using Appointments.Graph;
using Appointments.Local.Control;
using Appointments.Regions;

namespace Appointments.Cli;

/// <summary>Which deployment an operator's verb is about: on AWS the one of <c>--stack</c> or <c>--outputs</c>, or else a local run. The verbs are the same for both.</summary>
internal sealed class OperatedSystem
{
    private readonly RunFinder runs = new();

    /// <summary>Where a verb finds a local run.</summary>
    public RunFinder Runs => runs;

    private readonly Option<string?> stack = new("--stack") { Description = "On AWS: the stack, whose outputs pulumi is asked for.", HelpName = "dev|prod", CompletionSources = { _ => Offered.Stacks() } };
    private readonly Option<FileInfo?> outputs = new("--outputs") { Description = "On AWS: a file with the stack's outputs, kept for the hour in which pulumi's backend does not answer.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Options.Add(stack);
        command.Options.Add(outputs);
        command.Options.Add(runs.Control);
    }

    /// <param name="patience">How long a call to one region may take.</param>
    /// <exception cref="UsageException">None is named and no local run is up, or too many are named.</exception>
    public async Task<Operated> FindAsync(ParseResult parsed, TimeSpan patience, CancellationToken cancel)
    {
        if (await DeployedAsync(parsed, cancel) is { } deployed)
        {
            var network = new NetworkFromHere(deployed, patience, TimeProvider.System);
            return new Operated(deployed, new DataPlaneRegions(deployed, network, patience, TimeProvider.System), network);
        }
        var regions = new ControlledRegions(await runs.FindAsync(parsed, cancel), patience);
        return new Operated(await regions.DeploymentAsync(cancel), regions, regions);
    }

    /// <returns>The option that names a deployment; null where none does.</returns>
    public string? Named(ParseResult parsed) => parsed.GetValue(stack) is not null ? stack.Name : parsed.GetValue(outputs) is not null ? outputs.Name : parsed.GetValue(runs.Control) is not null ? runs.Control.Name : null;

    /// <returns>Null: a local run is meant.</returns>
    /// <exception cref="UsageException">Too many are named, or the outputs cannot be read.</exception>
    public async Task<DeployedStack?> DeployedAsync(ParseResult parsed, CancellationToken cancel) =>
        await OutputsAsync(parsed, cancel) is { } outputs ? new StackOutputsReader(outputs.Source).Read(outputs.Json) : null;

    /// <summary>The outputs as they are written, for who reads them more than once.</summary>
    /// <returns>Null: a local run is meant.</returns>
    public async Task<(string Source, string Json)?> OutputsAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (name, file, control) = (parsed.GetValue(stack), parsed.GetValue(outputs), parsed.GetValue(runs.Control));
        if (new object?[] { name, file, control }.Count(said => said is not null) > 1)
            throw new UsageException("Two deployments are named: expected one of --stack, --outputs and --control.");
        if (file is { Exists: false })
            throw new UsageException($"There is no file {file.FullName}: expected what pulumi stack output --json --stack STACK wrote.");
        if (name is not null && !StackConfiguration.Stacks(Repository.Root()).Contains(name.Split('/')[^1])) // Pulumi takes ORGANISATION/PROJECT/STACK too
            throw new UsageException($"There is no stack {name}: expected one that has a file here: {string.Join(", ", StackConfiguration.Stacks(Repository.Root()))}.");
        return file is not null ? (file.FullName, await File.ReadAllTextAsync(file.FullName, cancel))
            : name is not null ? ($"The output of stack {name}", await PulumiOutputs.ReadAsync(name, cancel))
            : null;
    }
}

/// <summary>A deployment and the way to its regions.</summary>
internal sealed class Operated(DeployedStack stack, IRegions regions, params IDisposable[] owned) : IDisposable
{
    public DeployedStack Stack => stack;

    public IRegions Regions => regions;

    public void Dispose()
    {
        foreach (var part in owned.Append(regions as IDisposable).Distinct())
            part?.Dispose();
    }
}
