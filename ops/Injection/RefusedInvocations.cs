using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Rollout.Aws;

namespace Appointments.Injection;

/// <summary>Every invocation of a region's functions is refused, by a reserved concurrency of 0. <c>/health</c>, which no function serves, still answers.</summary>
/// <param name="reserved">What each function has else; 0 for none. Source: Lambda API, "PutFunctionConcurrency", "DeleteFunctionConcurrency".</param>
internal sealed class RefusedInvocations(ICommands commands, int reserved) : IAwsFault
{
    public FaultKind Kind => FaultKind.FunctionsFailing;

    /// <summary>Why it cannot be made as it is asked for; null: it can.</summary>
    public static string? WhyNot(DeployedRegion region, Fault fault) => (fault.Share, region.Functions) switch
    {
        ({ } share, _) when share < 1 => string.Create(CultureInfo.InvariantCulture, $"functions-failing with a share of {share} cannot be made on AWS: a reserved concurrency of 0 refuses every invocation. Leave --share out."),
        (_, []) => $"The stack's outputs name no function of {region.Name}: write them anew with pulumi stack output --json --stack STACK > FILE.",
        _ => null,
    };

    /// <returns>One that names no time: Lambda does not say since when.</returns>
    public async Task<ImmutableArray<ActiveFault>> ActiveAsync(DeployedRegion region, CancellationToken cancel)
    {
        foreach (var function in region.Functions)
        {
            if (await ConcurrencyAsync(region, function, cancel) is 0)
                return [new ActiveFault(new Fault(Kind, region.Name), null)];
        }
        return [];
    }

    public async Task<string> MakeAsync(DeployedRegion region, CancellationToken cancel)
    {
        var done = 0;
        try
        {
            foreach (var function in region.Functions)
            {
                await PutAsync(region, function, 0, cancel);
                done++;
            }
        }
        catch when (done < region.Functions.Length)
        {
            await EndAsync(region, region.Functions.Take(done + 1), CancellationToken.None); // half a fault is none that was asked for; the one that failed may have been done
            throw;
        }
        return $"the reserved concurrency of its {region.Functions.Length} functions is 0, so every invocation is refused.";
    }

    public Task EndAsync(DeployedRegion region, CancellationToken cancel) => EndAsync(region, region.Functions, cancel);

    private async Task EndAsync(DeployedRegion region, IEnumerable<string> functions, CancellationToken cancel)
    {
        foreach (var function in functions)
        {
            if (reserved > 0)
                await PutAsync(region, function, reserved, cancel);
            else
                await AskAsync(region, cancel, "delete-function-concurrency", "--function-name", function);
        }
    }

    private Task<string> PutAsync(DeployedRegion region, string function, int concurrency, CancellationToken cancel) =>
        AskAsync(region, cancel, "put-function-concurrency", "--function-name", function, "--reserved-concurrent-executions", concurrency.ToString(CultureInfo.InvariantCulture));

    /// <returns>Null: none is reserved.</returns>
    private async Task<int?> ConcurrencyAsync(DeployedRegion region, string function, CancellationToken cancel)
    {
        var answer = await AskAsync(region, cancel, "get-function-concurrency", "--function-name", function);
        if (answer.Trim() is "")
            return null; // the command line writes nothing where Lambda answers {}
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("ReservedConcurrentExecutions", out var number) ? number.GetInt32() : null;
    }

    private Task<string> AskAsync(DeployedRegion region, CancellationToken cancel, params string[] words) =>
        commands.RunAsync(new CommandLine("aws", ["lambda", .. words, "--region", region.Name, "--output", "json"]), cancel);
}
