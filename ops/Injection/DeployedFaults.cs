using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Regions;
using Appointments.Rollout;
using Appointments.Rollout.Aws;

namespace Appointments.Injection;

/// <summary>The faults of a deployment on AWS, or on what stands for it. A fault that cannot be made there is refused with the reason.</summary>
/// <param name="commands">The command line of aws, with the credentials of who types.</param>
/// <param name="regions">Tells whether replication passes: that an experiment runs does not say so.</param>
public sealed class DeployedFaults(DeployedStack stack, ICommands commands, IRegions regions, TimeProvider clock, IProgress<string> progress) : IFaults
{
    private readonly ImmutableArray<IAwsFault> makers = [new PausedReplication(commands, regions, clock, progress), new RefusedInvocations(commands, stack.ReservedConcurrency)];

    private const string Hint = "Faults on AWS are made by the command line of aws: are there credentials for this account, and may they (docs/drills-on-aws.md)?";

    private string[] Names => [.. stack.Regions.Select(region => region.Name)];

    /// <summary>Why a fault cannot be made in a deployment; null: it can. Nothing is called.</summary>
    public static string? WhyNot(DeployedStack stack, Fault fault) => FaultOnAws.Of(fault.Kind) switch
    {
        { Means: AwsMeans.FaultInjectionService } => PausedReplication.WhyNot(stack.In(fault.Region), fault),
        { Means: AwsMeans.ReservedConcurrency } => RefusedInvocations.WhyNot(stack.In(fault.Region), fault),
        var impossible => $"{fault.Kind.Word()} cannot be made on AWS: {impossible.How}",
    };

    public Task<ImmutableArray<ActiveFault>> ActiveAsync(CancellationToken cancel) => ActiveAsync(null, null, cancel);

    public async Task<FaultOutcome> InjectAsync(Fault fault, CancellationToken cancel)
    {
        if (fault.Problems([.. Names]) is { Length: > 0 } problems)
            return new FaultOutcome(FaultOutcomeKind.Invalid, string.Join('\n', problems), []);
        if (WhyNot(stack, fault) is { } why)
            return new FaultOutcome(FaultOutcomeKind.Refused, why, []);
        var there = await ActiveAsync(fault.Kind, fault.Region, cancel);
        if (there is not [])
            return new FaultOutcome(FaultOutcomeKind.AlreadySo, $"{fault} is there already.", there);
        var by = await AskedAsync(() => Maker(fault.Kind).MakeAsync(stack.In(fault.Region), cancel));
        return new FaultOutcome(FaultOutcomeKind.Done, $"Injected {fault}: {by}", [new ActiveFault(fault, clock.GetUtcNow())]);
    }

    public async Task<FaultOutcome> ClearAsync(FaultKind? kind, string? region, string? to, CancellationToken cancel)
    {
        if (Fault.Unknown(Names, region, to).FirstOrDefault() is { } problem)
            return new FaultOutcome(FaultOutcomeKind.Invalid, problem, []);
        var (cleared, problems) = (new List<Fault>(), new List<string>());
        foreach (var maker in makers.Where(maker => to is null && (kind is null || maker.Kind == kind)).OrderBy(maker => maker.Waits)) // nothing that is quickly put right waits for replication; no fault of ours has a direction
            foreach (var each in stack.Regions.Where(each => region is null || each.Name == region))
                await EndAsync(maker, each, cleared, problems, cancel);
        if (problems is not [])
            throw new OperatorException($"{(cleared is [] ? "Nothing is cleared" : $"Not all is cleared; what is: {string.Join(", ", cleared)}")}. Left, as far as is known:\n{string.Join('\n', problems)}\nPut it right, then say ./appointments fault clear again. {Hint}");
        return cleared is []
            ? new FaultOutcome(FaultOutcomeKind.AlreadySo, "Nothing to clear: no such fault is there.", [])
            : new FaultOutcome(FaultOutcomeKind.Done, $"Cleared {string.Join(", ", cleared)}.", []);
    }

    public Task<FaultOutcome> ClearAllAsync(CancellationToken cancel) => ClearAsync(null, null, null, cancel);

    private async Task<ImmutableArray<ActiveFault>> ActiveAsync(FaultKind? kind, string? region, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<ActiveFault>();
        foreach (var maker in makers.Where(maker => kind is null || maker.Kind == kind))
        {
            foreach (var each in stack.Regions.Where(each => region is null || each.Name == region))
                found.AddRange(await AskedAsync(() => maker.ActiveAsync(each, cancel)));
        }
        return found.DrainToImmutable();
    }

    /// <summary>Whatever goes wrong is kept for the end, so that it keeps nothing else from being put right.</summary>
    private static async Task EndAsync(IAwsFault maker, DeployedRegion region, List<Fault> cleared, List<string> problems, CancellationToken cancel)
    {
        var fault = new Fault(maker.Kind, region.Name);
        try
        {
            if (await maker.ActiveAsync(region, cancel) is [])
                return;
        }
        catch (Exception unknown) when (IsAnswer(unknown)) { } // where nobody can say it is ended all the same: that may be done twice, and says below what is wrong
        try
        {
            await maker.EndAsync(region, cancel);
            cleared.Add(fault);
        }
        catch (Exception problem) when (IsAnswer(problem)) { problems.Add($"{fault}:\n{problem.Message}"); }
    }

    /// <summary>Of aws, or of who asked it.</summary>
    private static bool IsAnswer(Exception problem) => problem is ReleaseException or OperatorException or JsonException;

    private IAwsFault Maker(FaultKind kind) => makers.Single(maker => maker.Kind == kind);

    private static async Task<T> AskedAsync<T>(Func<Task<T>> ask)
    {
        try { return await ask(); }
        catch (ReleaseException problem) { throw new OperatorException($"{problem.Message}\n{Hint}"); }
    }
}
