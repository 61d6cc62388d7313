using System.Globalization;

namespace Appointments.Tests.Cli;

/// <summary>A process as Linux's /proc shows it. The start time tells it from a later one with the same id.</summary>
internal sealed record LiveProcess(int Id, string StartTime, string CommandLine)
{
    public bool IsAlive => Read(Id) is { } now && now.StartTime == StartTime;

    /// <summary>All that descend from a process.</summary>
    public static IReadOnlyList<LiveProcess> Below(int ancestor)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<Entry>().ToArray();
        var below = new List<LiveProcess>();
        for (var parents = new HashSet<int> { ancestor }; parents.Count > 0;)
        {
            var children = all.Where(entry => parents.Contains(entry.Parent)).ToArray();
            below.AddRange(children.Select(entry => new LiveProcess(entry.Id, entry.StartTime, CommandLineOf(entry.Id))));
            parents = [.. children.Select(entry => entry.Id)];
        }
        return below;
    }

    /// <param name="processes">Those of a whole run: two servers a region at least, else their absence shows nothing.</param>
    public static void AssertGone(IReadOnlyList<LiveProcess> processes)
    {
        Assert.True(processes.Count >= 4, $"{processes.Count} processes");
        Assert.DoesNotContain(processes, process => process.IsAlive);
    }

    /// <returns>Null where there is none, or only its unread exit status is left.</returns>
    private static Entry? Read(int id)
    {
        try
        {
            // proc(5): "pid (name) state ppid … starttime", and a name may hold anything
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" ? null : new Entry(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
        }
        catch (IOException) { return null; } // it ended meanwhile
    }

    private static string CommandLineOf(int id)
    {
        try { return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' '); }
        catch (IOException) { return "(ended)"; }
    }

    private sealed record Entry(int Id, int Parent, string StartTime);
}
