using System.Collections.Immutable;

namespace Appointments.Faults;

/// <summary>What is to go wrong when: injections and clearings, each so long after the start.</summary>
/// <param name="Steps">In the order of their times.</param>
public sealed record FaultScript(ImmutableArray<FaultStep> Steps)
{
    /// <summary>Does each step at its time, until the last is done, one is refused, or it is cancelled.</summary>
    /// <param name="progress">Told how each step ended.</param>
    /// <returns>Why it went no further; null: it is done.</returns>
    public async Task<string?> RunAsync(IFaults faults, TimeProvider clock, IProgress<string> progress, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        foreach (var step in Steps)
        {
            if (step.At - clock.GetElapsedTime(start) is { Ticks: > 0 } left)
                await Task.Delay(left, clock, cancel);
            var outcome = step.Inject is { } fault
                ? await faults.InjectAsync(fault, cancel)
                : await faults.ClearAsync(step.Clear!.Kind, step.Clear.Region, step.Clear.To, cancel);
            var told = $"at {step.At.TotalSeconds:0.###} s: {outcome.Sentence}";
            if (outcome.Kind is FaultOutcomeKind.Refused or FaultOutcomeKind.Invalid)
                return told;
            progress.Report(told);
        }

        return null;
    }
}

/// <summary>One step: either injects a fault or clears what matches.</summary>
public sealed record FaultStep(TimeSpan At, Fault? Inject, FaultFilter? Clear);

/// <summary>Which faults are meant; null: any.</summary>
public sealed record FaultFilter(FaultKind? Kind, string? Region, string? To);
