using System.Collections.Immutable;
using Appointments.Local.Emulators;
using Appointments.Local.Processes;
using Appointments.Local.Velocity;

namespace Appointments.Cli.Doctor;

/// <summary>Looks at this machine and changes nothing on it.</summary>
/// <param name="root">The clone.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class Examination(string root, Func<string, string?> environment)
{
    private const string Apt = "apt-get update && apt-get install -y";
    private static readonly ImmutableArray<string> Everything = ["run", "test", "graph", "pulumi up"], LocalRun = ["run", "test"], Native = ["run --native", "pulumi up"];

    private readonly string cache = ToolCache.UsersRoot(environment);
    private readonly bool hasNpm = Executables.Find("npm", environment("PATH")) is not null;

    public async Task<ImmutableArray<Finding>> FindAsync(CancellationToken cancel) =>
    [
        await SdkAsync(cancel),
        await JavaAsync(cancel),
        Kept($"Node {NodeRuntime.FetchedVersion} (for fauxqs)", "node", NodeRuntime.FetchedVersion),
        Kept($"fauxqs {EmulatorTools.FauxqsVersion} (SQS)", "fauxqs", EmulatorTools.FauxqsVersion),
        Kept($"DynamoDB Local {EmulatorTools.DynamoDbLocalVersion}", "dynamodb-local", EmulatorTools.DynamoDbLocalVersion),
        Kept($"velocityjs {VelocityBundle.Version} (mapping templates)", "velocity", VelocityBundle.Version),
        Npm(),
        OnPath("setpriv", ["run"], "ends every process of a run when the run is killed", $"{Apt} util-linux", needed: false),
        Linker(),
        OnPath("objdump", Native, "tells whether Lambda can start the functions", $"{Apt} binutils"),
        OnPath("pulumi", ["pulumi up"], "deploys", "see pulumi.com/docs/install"),
        OnPath("aws", ["rollout", "fault on AWS"], "reads alarms, makes faults", $"{Apt} awscli"),
        OnPath("git", ["rollout"], "checks out the release to go back to", $"{Apt} git"),
        StandIns(),
    ];

    private async Task<Finding> SdkAsync(CancellationToken cancel)
    {
        const string what = ".NET SDK";
        var mend = "install the version that global.json names: https://dot.net";
        if (Executables.Find("dotnet", environment("PATH")) is not { } dotnet)
            return new Finding(what, Everything, Presence.Missing, "dotnet is not on the PATH", mend);
        await using var asked = await ChildProcess.StartAsync(ProcessCommand.Inheriting("dotnet --version", dotnet, ["--version"], root));
        var there = await asked.Exited.WaitAsync(cancel) is 0;
        return new Finding(what, Everything, there ? Presence.There : Presence.Missing, asked.LastLines.FirstOrDefault(line => line is not "") ?? "it said nothing", there ? null : mend);
    }

    private async Task<Finding> JavaAsync(CancellationToken cancel)
    {
        var what = $"Java {JavaRuntime.OldestVersion} or newer (for DynamoDB Local)";
        var java = new JavaRuntime(environment, Environment.IsPrivilegedProcess, new Progress<string>());
        if (await java.FindAsync(cancel) is { } found)
            return new Finding(what, LocalRun, Presence.There, found);
        return java.CanInstall
            ? new Finding(what, LocalRun, Presence.Fetched, "the first run installs it with apt-get")
            : new Finding(what, LocalRun, Presence.Missing, "neither in JAVA_HOME nor on the PATH", JavaRuntime.InstallCommand);
    }

    /// <summary>What a run fetches with npm and keeps.</summary>
    private Finding Kept(string what, string tool, string version)
    {
        var folder = Path.Combine(cache, $"{tool}-{version}");
        return Directory.Exists(folder) ? new Finding(what, LocalRun, Presence.There, folder)
            : hasNpm ? new Finding(what, LocalRun, Presence.Fetched, "the first run fetches it with npm")
            : new Finding(what, LocalRun, Presence.Missing, "npm, which would fetch it, is not on the PATH", $"{Apt} npm");
    }

    /// <summary>Needed to fetch; once all is kept, no more.</summary>
    private Finding Npm() => hasNpm
        ? new Finding("npm", LocalRun, Presence.There, Executables.Find("npm", environment("PATH"))!)
        : new Finding("npm", ["the first run"], Presence.Missing, "fetches what the local run is made of", $"{Apt} npm");

    private Finding OnPath(string name, ImmutableArray<string> verbs, string purpose, string mend, bool needed = true) =>
        Executables.Find(name, environment("PATH")) is { } there ? new Finding(name, verbs, Presence.There, there)
        : new Finding(name, needed ? verbs : ["(better with it)"], Presence.Missing, purpose, mend);

    private Finding Linker() => (Executables.Find("clang", environment("PATH")) ?? Executables.Find("gcc", environment("PATH"))) is { } there
        ? new Finding("clang or gcc", Native, Presence.There, there)
        : new Finding("clang or gcc", Native, Presence.Missing, "links the functions as Native AOT", $"{Apt} gcc");

    private Finding StandIns()
    {
        var standIns = Directory.EnumerateFiles(Path.Combine(root, "offline/packages"), "*.nupkg").Count();
        return standIns is 0
            ? new Finding("packages", ["pulumi up"], Presence.There, "all are the real ones")
            : new Finding("packages", ["pulumi up"], Presence.Missing, $"{standIns} are stand-ins, which pulumi up refuses (offline/README.md)", "dotnet nuget add source URL of one that serves Pulumi, then offline/build.sh --refresh");
    }
}
