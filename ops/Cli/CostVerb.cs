using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Appointments.Cost;
using Appointments.Graph;
using Appointments.Plan;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>cost</c>: what a month of a stack costs, from its graph and a dated price table.</summary>
internal static class CostVerb
{
    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--stack");
        var requests = Numbers.Option("--requests", "Requests of all clients a month.", "N", 1_000_000L, NumberStyles.None, "a whole number from 0 to 1000000000000", number => number is >= 0 and <= 1_000_000_000_000);
        var stored = Numbers.Optional("--stored-gigabytes", "Appointments that each region holds; without it, a year of these requests.", "N", NumberStyles.AllowDecimalPoint, 0m, 1_000_000_000m);
        var json = new Option<bool>("--json") { Description = "Write the estimate as JSON, with every line and its price." };
        var command = new Command("cost", "Estimates a month's bill of a stack by service, region and million requests, from its graph and a dated price table, without AWS; names what would save most.") { requests, stored, json };
        stack.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var workload = new Workload(parsed.GetValue(requests), parsed.GetValue(stored));
            var prices = PriceTable.Read();
            var configuration = stack.Read(parsed);
            var estimate = CostEstimate.Of(await GraphRecorder.RecordAsync(configuration), workload, prices);
            var levers = Levers.Largest(estimate, await PriceAsync(configuration, workload, prices));
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(CostJson.Write(estimate, levers));
            else
                new CostReport(console, estimate, levers).Write();
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Each candidate's bill, the program recorded anew with the one setting changed. What the settings refuse together is no candidate.</summary>
    private static async Task<ImmutableArray<(LeverCandidate, string, Estimate)>> PriceAsync(StackConfiguration configuration, Workload workload, PriceTable prices)
    {
        var priced = ImmutableArray.CreateBuilder<(LeverCandidate, string, Estimate)>();
        foreach (var candidate in Levers.Candidates)
        {
            var now = configuration.Get(candidate.Setting.Key) ?? candidate.Setting.Default ?? "";
            if (now == candidate.To || With(configuration, candidate) is not { } changed)
                continue;
            priced.Add((candidate, now, CostEstimate.Of(await GraphRecorder.RecordAsync(changed), workload, prices)));
        }
        return priced.ToImmutable();
    }

    private static StackConfiguration? With(StackConfiguration configuration, LeverCandidate candidate)
    {
        var changed = configuration with { Values = configuration.Values.SetItem(candidate.Setting.Key, candidate.To) };
        try
        {
            changed.ToSettings();
            return changed;
        }
        catch (SettingsException)
        {
            return null; // such as a copy of backups that are not made
        }
    }
}
