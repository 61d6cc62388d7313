using System.Diagnostics;
using Appointments.Aws;
using Appointments.Local.Processes;

namespace Appointments.Cli;

/// <summary>The outputs of a stack, from pulumi.</summary>
internal static class PulumiOutputs
{
    /// <summary>Its backend answers within a second or two; in a bad hour one is not to wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Instead = "With a kept file it goes without pulumi: --outputs FILE (docs/operations.md).";

    /// <exception cref="UsageException">There is no pulumi.</exception>
    /// <exception cref="OperatorException">It did not tell.</exception>
    public static async Task<string> ReadAsync(string stack, CancellationToken cancel)
    {
        var pulumi = Executables.Find("pulumi") ?? throw new UsageException($"There is no pulumi on the PATH, so the outputs of stack {stack} cannot be read. {Instead}");
        using var process = Process.Start(new ProcessStartInfo(pulumi, ["stack", "output", "--json", "--stack", stack, "--cwd", Repository.Root(), "--non-interactive"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode is 0 ? await output : throw new OperatorException($"pulumi stack output --stack {stack} ended with {process.ExitCode}: {(await errors).Trim()}\n{Instead}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true); // also on Ctrl-C: who typed something else next would have it in the way
            if (cancel.IsCancellationRequested)
                throw;
            throw new OperatorException($"pulumi stack output --stack {stack} said nothing within {Patience.TotalSeconds:0} s. {Instead}");
        }
    }
}
