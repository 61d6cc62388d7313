using Appointments.Local.Emulators;
using Appointments.Local.Processes;

namespace Appointments.Local.Velocity;

/// <summary>The Velocity engine as one script: npm's <c>velocityjs</c>, fetched on this machine once and bundled by <c>esbuild</c>. Never committed.</summary>
public static class VelocityBundle
{
    /// <summary>The version of <c>velocityjs</c>; it has no dependency that runs outside Node once it is bundled.</summary>
    public const string Version = "2.1.7";

    private const string BundlerVersion = "0.28.2";
    private const string ScriptName = "velocity.js";

    /// <summary>Gets the script, from the cache or from npm.</summary>
    /// <exception cref="MissingToolException">There is no npm; the message holds the command that installs it.</exception>
    /// <exception cref="ChildProcessException">npm or esbuild failed; the message holds its last lines.</exception>
    public static async Task<string> ObtainAsync(ToolCache cache, CancellationToken cancel)
    {
        var folder = await cache.EnsureAsync("velocity", Version, $"the Velocity engine (npm: velocityjs {Version}, MIT licence; bundled by esbuild {BundlerVersion})", BundleAsync, cancel);
        return await File.ReadAllTextAsync(Path.Combine(folder, ScriptName), cancel);
    }

    private static async Task BundleAsync(string folder, CancellationToken cancel)
    {
        await NpmPackages.InstallAsync(folder, [$"velocityjs@{Version}", $"esbuild@{BundlerVersion}"], cancel);
        var packages = Path.Combine(folder, "node_modules");
        string[] arguments = ["node_modules/velocityjs/dist/esm/index.mjs", "--bundle", "--format=iife", "--global-name=Velocity", "--platform=browser", "--target=es2020", $"--outfile={ScriptName}"];
        await CommandRun.RunAsync(ProcessCommand.Inheriting("esbuild", Path.Combine(packages, ".bin", "esbuild"), [.. arguments], folder), cancel);
        Directory.Delete(packages, recursive: true); // the script is all that is read
    }
}
