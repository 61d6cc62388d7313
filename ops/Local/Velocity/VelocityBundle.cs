using System.ComponentModel;
using System.Diagnostics;

namespace Appointments.Local.Velocity;

/// <summary>The Velocity engine as one script: npm's <c>velocityjs</c>, fetched on this machine once and bundled by <c>esbuild</c>. Never committed.</summary>
public static class VelocityBundle
{
    /// <summary>The version of <c>velocityjs</c>; it has no dependency that runs outside Node once it is bundled.</summary>
    public const string Version = "2.1.7";

    private const string BundlerVersion = "0.28.2";
    private const string ScriptName = "velocity.js";

    /// <summary>Gets the script, from the cache or from npm. Two processes may do so at once: the first to finish wins.</summary>
    /// <param name="cacheRoot">The folder that holds what a run fetches; <see cref="DefaultCacheRoot"/> outside tests.</param>
    /// <param name="progress">Told before anything is fetched.</param>
    /// <exception cref="VelocityUnavailableException">npm is missing or failed; the message says what to do.</exception>
    public static async Task<string> ObtainAsync(string cacheRoot, IProgress<string> progress, CancellationToken cancel)
    {
        var script = Path.Combine(cacheRoot, $"velocity-{Version}", ScriptName);
        if (!File.Exists(script))
        {
            progress.Report($"Fetching the Velocity engine (npm: velocityjs {Version}, esbuild {BundlerVersion}) into {Path.GetDirectoryName(script)}");
            await FetchAsync(cacheRoot, cancel);
        }

        return await File.ReadAllTextAsync(script, cancel);
    }

    /// <summary><c>APPOINTMENTS_CACHE</c>, else <c>XDG_CACHE_HOME/appointments</c>, else <c>~/.cache/appointments</c>.</summary>
    public static string DefaultCacheRoot(Func<string, string?> environment) =>
        environment("APPOINTMENTS_CACHE") is { Length: > 0 } own ? own
        : Path.Combine(
            environment("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "appointments");

    private static async Task FetchAsync(string cacheRoot, CancellationToken cancel)
    {
        Directory.CreateDirectory(cacheRoot);
        var work = Path.Combine(cacheRoot, $".velocity-{Version}-{Guid.NewGuid():N}");
        var modules = Path.Combine(work, "fetched");
        try
        {
            Directory.CreateDirectory(modules);
            await File.WriteAllTextAsync(Path.Combine(modules, "package.json"), """{"private":true}""", cancel);
            await RunAsync("npm", modules, ["install", "--no-audit", "--no-fund", "--loglevel=error", $"velocityjs@{Version}", $"esbuild@{BundlerVersion}"], cancel);
            var packages = Path.Combine(modules, "node_modules");
            var made = Path.Combine(work, "made");
            await RunAsync(
                Path.Combine(packages, ".bin", "esbuild"),
                modules,
                ["node_modules/velocityjs/dist/esm/index.mjs", "--bundle", "--format=iife", "--global-name=Velocity", "--platform=browser", "--target=es2020", $"--outfile={Path.Combine(made, ScriptName)}"],
                cancel);
            Publish(made, Path.Combine(cacheRoot, $"velocity-{Version}"));
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    // A rename is atomic: a reader sees no folder or a whole one.
    private static void Publish(string made, string final)
    {
        try
        {
            Directory.Move(made, final);
        }
        catch (IOException) when (File.Exists(Path.Combine(final, ScriptName)))
        {
            // Another process was faster with the same version; its folder is as good.
        }
    }

    private static async Task RunAsync(string program, string folder, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new VelocityUnavailableException($"The Velocity engine comes from npm, and '{program}' could not be started ({e.Message}). Install Node.js 20 or newer with npm (on Debian: apt-get install nodejs npm) and run again.", e);
        }

        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new VelocityUnavailableException($"'{program} {arguments[0]}' ended with {process.ExitCode} while fetching the Velocity engine. Check that npm reaches its registry, then run again. It said: {string.Join('\n', await output).Trim()}");
        }
    }
}
