using System.Globalization;
using System.Text.RegularExpressions;
using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>Finds Java for DynamoDB Local, or installs it where this process may.</summary>
/// <param name="environment">Reads JAVA_HOME and PATH.</param>
/// <param name="mayInstall">Whether this process may install packages: it is root's.</param>
public sealed partial class JavaRuntime(Func<string, string?> environment, bool mayInstall, IProgress<string> progress)
{
    /// <summary>DynamoDB Local 1.25 needs 17 (AWS, "Deploying DynamoDB locally on your computer").</summary>
    public const int OldestVersion = 17;

    // Debian 12 and Ubuntu have 17, Debian 13 has 21 and 25 only.
    private static readonly string[] Packages = ["openjdk-17-jre-headless", "openjdk-21-jre-headless", "openjdk-25-jre-headless"];

    /// <summary>What a person types where this process may not install.</summary>
    public static string InstallCommand => $"sudo sh -c 'apt-get update && apt-get install -y {Packages[0]}'";

    /// <summary>Whether <see cref="EnsureAsync"/> would install one.</summary>
    public bool CanInstall => mayInstall && AptGet is not null;

    private string? AptGet => Executables.Find("apt-get", environment("PATH"));

    /// <returns>The path of a <c>java</c> that is new enough.</returns>
    /// <exception cref="MissingToolException">There is none and this process may not install one.</exception>
    /// <exception cref="ChildProcessException">apt-get failed; the message holds its last lines.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is { } java) { return java; }
        if (!mayInstall || AptGet is not { } apt)
        {
            throw new MissingToolException($"Java {OldestVersion} or newer (for DynamoDB Local)", InstallCommand);
        }
        progress.Report($"fetching Java {OldestVersion} (apt-get install, about 120 MB on disk)");
        await InstallAsync(apt, cancel);
        progress.Report("fetched Java");
        return await FindAsync(cancel) ?? throw new MissingToolException($"Java {OldestVersion} or newer", $"apt-get install -y {Packages[0]}");
    }

    /// <summary>The version in <c>java -version</c>'s first line, such as 17 in <c>openjdk version "17.0.15" 2025-04-15</c>.</summary>
    /// <returns>0 where there is none.</returns>
    public static int MajorVersion(string line) =>
        VersionLine().Match(line) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    /// <returns>The path of a <c>java</c> that is new enough; null where there is none.</returns>
    public async Task<string?> FindAsync(CancellationToken cancel)
    {
        var home = environment("JAVA_HOME");
        string?[] candidates = [string.IsNullOrEmpty(home) ? null : Executables.Find(Path.Combine(home, "bin/java")), Executables.Find("java", environment("PATH"))];
        foreach (var java in candidates.OfType<string>())
        {
            // A Java that cannot say its version is as good as none: the next candidate, or the installation, mends it.
            await using var asked = await ChildProcess.StartAsync(ProcessCommand.Inheriting("java -version", java, ["-version"]));
            await asked.Exited.WaitAsync(cancel);
            if (asked.LastLines.Any(line => MajorVersion(line) >= OldestVersion)) { return java; }
        }
        return null;
    }

    private static async Task InstallAsync(string apt, CancellationToken cancel)
    {
        await CommandRun.RunAsync(ProcessCommand.Inheriting("apt-get update", apt, ["update", "-q"]), cancel);
        var offered = await CommandRun.RunAsync(ProcessCommand.Inheriting("apt-cache pkgnames", "apt-cache", ["pkgnames", "openjdk-"]), cancel);
        var package = Packages.FirstOrDefault(offered.Contains) ?? Packages[0];
        var command = ProcessCommand.Inheriting($"apt-get install {package}", apt, ["install", "-y", "-q", "--no-install-recommends", package]);
        command = command with { Environment = command.Environment.SetItem("DEBIAN_FRONTEND", "noninteractive") };
        await CommandRun.RunAsync(command, cancel);
    }

    [GeneratedRegex("version \"(\\d+)")]
    private static partial Regex VersionLine();
}
