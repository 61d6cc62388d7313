using Appointments.Local;
using Appointments.Local.Processes;

namespace Appointments.Cli;

/// <summary>Where the local run takes the functions' executable from.</summary>
internal static class FunctionsFolder
{
    /// <summary>The managed build beside this program.</summary>
    public static string Managed(string root) => Path.Combine(root, "functions/Lambda/bin/Release/net10.0");

    /// <summary>What <c>pulumi up</c> would deploy from this machine, published now unless these sources were published before.</summary>
    /// <exception cref="LocalRunException">This machine cannot; the message says what it lacks.</exception>
    public static async Task<string> NativeAsync(string root, IProgress<string> progress, CancellationToken cancel)
    {
        progress.Report("publishing the functions as Native AOT (about a minute; at once where these sources were published before)");
        var publish = ProcessCommand.Inheriting("functions/publish.sh", "bash", [Path.Combine(root, "functions/publish.sh")], root);
        try { return (await CommandRun.RunAsync(publish, cancel))[^1]; }
        catch (ChildProcessException problem) { throw new LocalRunException(problem.Message, problem); }
    }
}
