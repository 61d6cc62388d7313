using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>Fetches packages with the machine's npm, so from the registry that its user has set.</summary>
public static class NpmPackages
{
    /// <summary>Installs packages with what they depend on into <c>folder/node_modules</c>. No script of a package runs.</summary>
    /// <exception cref="MissingToolException">There is no npm.</exception>
    /// <exception cref="ChildProcessException">npm failed; the message holds its last lines.</exception>
    public static Task InstallAsync(string folder, string[] packages, CancellationToken cancel) =>
        RunAsync(folder, ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--loglevel=error", .. packages], cancel);

    /// <summary>Unpacks one package, without what it depends on, into <c>folder/package</c>.</summary>
    /// <exception cref="MissingToolException">There is no npm.</exception>
    /// <exception cref="ChildProcessException">npm or tar failed; the message holds its last lines.</exception>
    public static async Task UnpackAsync(string folder, string package, CancellationToken cancel)
    {
        await RunAsync(folder, ["pack", package, "--pack-destination", folder, "--loglevel=error"], cancel);
        var archive = Directory.GetFiles(folder, "*.tgz").Single();
        await CommandRun.RunAsync(ProcessCommand.Inheriting($"tar of {package}", "tar", ["-xzf", archive, "-C", folder]), cancel);
        File.Delete(archive);
    }

    private static async Task RunAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        var npm = Executables.Find("npm") ?? throw new MissingToolException("npm", "apt-get update && apt-get install -y npm");
        await CommandRun.RunAsync(ProcessCommand.Inheriting($"npm {arguments[0]}", npm, [.. arguments], folder), cancel);
    }
}
