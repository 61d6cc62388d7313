namespace Appointments.Local.Processes;

/// <summary>Runs a command to its end.</summary>
public static class CommandRun
{
    /// <returns>Its output, standard output and error together: at most <see cref="ChildProcess.KeptLines"/> lines.</returns>
    /// <exception cref="ChildProcessException">It ended with another exit code than 0; the message holds its last lines.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(ProcessCommand command, CancellationToken cancel)
    {
        await using var child = await ChildProcess.StartAsync(command);
        var exitCode = await child.Exited.WaitAsync(cancel);
        return exitCode == 0 ? child.LastLines : throw new ChildProcessException(command.Name, $"failed with exit code {exitCode}", exitCode, child.LastLines);
    }
}
