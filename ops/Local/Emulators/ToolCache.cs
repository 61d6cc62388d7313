namespace Appointments.Local.Emulators;

/// <summary>The folder on this machine that keeps fetched tools, one folder per tool and version. Safe for several runs at once.</summary>
/// <param name="root">Made when needed.</param>
/// <param name="progress">Told what is fetched.</param>
public sealed class ToolCache(string root, IProgress<string> progress)
{
    /// <summary>The user's: <c>${APPOINTMENTS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/appointments}</c>.</summary>
    /// <exception cref="InvalidOperationException">None of the three variables is set.</exception>
    public static string UsersRoot(Func<string, string?> environment) =>
        Set(environment("APPOINTMENTS_CACHE"))
        ?? Under(environment("XDG_CACHE_HOME"), "appointments")
        ?? Under(environment("HOME"), ".cache/appointments")
        ?? throw new InvalidOperationException("There is no folder to keep fetched tools in: set APPOINTMENTS_CACHE to one, or HOME.");

    /// <summary>The tool's folder; fetched now if it is not there yet.</summary>
    /// <param name="what">As it is told: <c>fetching WHAT</c>.</param>
    /// <param name="fetchInto">Fills an empty folder. If it throws, nothing is kept.</param>
    public async Task<string> EnsureAsync(string tool, string version, string what, Func<string, CancellationToken, Task> fetchInto, CancellationToken cancel)
    {
        var folder = Path.Combine(root, $"{tool}-{version}");
        if (Directory.Exists(folder)) { return folder; }
        Directory.CreateDirectory(root);
        await using var turn = await LockAsync(folder + ".lock", tool, cancel);
        if (Directory.Exists(folder)) { return folder; } // another run fetched it while this one waited
        progress.Report($"fetching {what}");
        var unfinished = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        try
        {
            await fetchInto(unfinished, cancel);
            Directory.Move(unfinished, folder); // atomic: a folder with the tool's name is whole
        }
        finally
        {
            if (Directory.Exists(unfinished)) { Directory.Delete(unfinished, recursive: true); }
        }
        progress.Report($"fetched {what}");
        return folder;
    }

    // The lock is the open file, not its existence: it goes with the process, however that ends.
    private async Task<FileStream> LockAsync(string file, string tool, CancellationToken cancel)
    {
        var told = false;
        while (true)
        {
            try { return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (File.Exists(file))
            {
                if (!told) { progress.Report($"waiting for another run that fetches {tool}"); }
                told = true;
                await Task.Delay(200, cancel);
            }
        }
    }

    private static string? Set(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? Under(string? folder, string name) => Set(folder) is { } there ? Path.Combine(there, name) : null;
}
