using System.Globalization;

namespace Appointments.Figures;

/// <summary>Memory of this process and all that it started.</summary>
internal static class Memory
{
    /// <returns>MiB of the proportional set size: shared pages count once, divided among those that share them. Source: Linux, "proc_pid_smaps(5)".</returns>
    public static double OfRun()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
            if (Read(Path.Combine(folder, "stat")) is { } stat)
                parents[int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        bool IsOurs(int id) => id == Environment.ProcessId || (parents.TryGetValue(id, out var parent) && parent > 1 && IsOurs(parent));
        return parents.Keys.Where(IsOurs).Sum(Kibibytes) / 1024.0;
    }

    private static long Kibibytes(int id) =>
        Read($"/proc/{id}/smaps_rollup")?.Split('\n').FirstOrDefault(line => line.StartsWith("Pss:")) is { } line
            ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            : 0;

    /// <returns>Null where the process has ended meanwhile.</returns>
    private static string? Read(string file)
    {
        try { return File.ReadAllText(file); }
        catch (IOException) { return null; }
    }
}
