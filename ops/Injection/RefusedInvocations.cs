using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Rollout;
using Appointments.Rollout.Aws;

namespace Appointments.Injection;

/// <summary>Every invocation of a region's functions is refused, by a reserved concurrency of 0. <c>/health</c>, which no function serves, still answers.</summary>
/// <param name="reserved">What each function has else; 0 for none. Source: Lambda API, "PutFunctionConcurrency", "DeleteFunctionConcurrency".</param>
internal sealed class RefusedInvocations(ICommands commands, int reserved) : IAwsFault
{
    public FaultKind Kind => FaultKind.FunctionsFailing;

    public bool Waits => false;

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
                await commands.RunAsync(Put(region, function, 0), cancel);
                done++;
            }
        }
        catch (Exception first) when (done < region.Functions.Length)
        {
            await TakeBackAsync(region, region.Functions.Take(done + 1), first); // half a fault is none that was asked for; the one that failed may have been done
            throw;
        }
        return $"the reserved concurrency of its {region.Functions.Length} functions is 0, so every invocation is refused.";
    }

    public Task EndAsync(DeployedRegion region, CancellationToken cancel) => EndAsync(region, region.Functions, cancel);

    /// <summary>What went wrong first is said, also where this goes wrong as well.</summary>
    private async Task TakeBackAsync(DeployedRegion region, IEnumerable<string> functions, Exception first)
    {
        try { await EndAsync(region, functions, CancellationToken.None); }
        catch (OperatorException half) { throw new ReleaseException($"{first.Message}\nWhat was done could not be taken back:\n{half.Message}", first); }
    }

    /// <summary>One that fails keeps no other from being freed: they serve patients.</summary>
    private async Task EndAsync(DeployedRegion region, IEnumerable<string> functions, CancellationToken cancel)
    {
        List<string> problems = [];
        foreach (var function in functions)
        {
            var free = Free(region, function);
            try { await commands.RunAsync(free, cancel); }
            catch (ReleaseException problem) { problems.Add($"{function} may refuse every invocation still ({problem.Message.ReplaceLineEndings(" ")}). Free it: {free}"); }
        }
        if (problems is not [])
            throw new OperatorException(string.Join('\n', problems));
    }

    private CommandLine Free(DeployedRegion region, string function) => reserved > 0
        ? Put(region, function, reserved)
        : Aws(region, "delete-function-concurrency", "--function-name", function);

    private static CommandLine Put(DeployedRegion region, string function, int concurrency) =>
        Aws(region, "put-function-concurrency", "--function-name", function, "--reserved-concurrent-executions", concurrency.ToString(CultureInfo.InvariantCulture));

    /// <returns>Null: none is reserved.</returns>
    private async Task<int?> ConcurrencyAsync(DeployedRegion region, string function, CancellationToken cancel)
    {
        var answer = await commands.RunAsync(Aws(region, "get-function-concurrency", "--function-name", function), cancel);
        if (answer.Trim() is "")
            return null; // the command line writes nothing where Lambda answers {}
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("ReservedConcurrentExecutions", out var number) ? number.GetInt32() : null;
    }

    private static CommandLine Aws(DeployedRegion region, params string[] words) => new("aws", ["lambda", .. words, "--region", region.Name, "--output", "json"]);
}
