namespace Appointments.Local.Processes;

/// <summary>Looks for executables the way a shell does.</summary>
public static class Executables
{
    /// <returns>The path of the first one on the PATH; null: there is none.</returns>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable("PATH"));

    /// <param name="path">Folders, separated as in PATH.</param>
    public static string? Find(string name, string? path) =>
        name.Contains('/')
            ? (File.Exists(name) ? Path.GetFullPath(name) : null)
            : (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0);
}
