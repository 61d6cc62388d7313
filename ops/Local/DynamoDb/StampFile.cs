using System.Text;
using System.Text.Json;

namespace Appointments.Local.DynamoDb;

/// <summary>
/// Keeps a region's stamps beside its tables: a line per event, only ever appended, handed to the operating system before the write is answered, so that it survives SIGKILL.
/// A write is announced before it is sent. What a file still has announced and not settled when it is read was interrupted: applied or not, nobody knows.
/// </summary>
internal sealed class StampFile : IDisposable
{
    private const long Refused = -1;

    private readonly FileStream file;

    private StampFile(FileStream file) => this.file = file;

    /// <summary>Reads the file, gives what it says, and writes it anew without what is superseded.</summary>
    public static StampFile Open(string path, IDictionary<ItemKey, Stamp> stamps, IDictionary<ItemKey, long> interrupted)
    {
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : []) { Read(line, stamps, interrupted); }
        var compact = path + ".new";
        using (var text = File.Create(compact))
        {
            foreach (var (key, stamp) in stamps) { text.Write(Line(new Entry(key.Table, key.Key, stamp.Ticks, stamp.Region))); }
            foreach (var (key, ticks) in interrupted) { text.Write(Line(new Entry(key.Table, key.Key, ticks, null))); }
        }
        File.Move(compact, path, overwrite: true);
        return new StampFile(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));
    }

    public void Announce(ItemKey key, long ticks) => Append(new Entry(key.Table, key.Key, ticks, null));

    public void Settle(ItemKey key, Stamp? stamp) => Append(new Entry(key.Table, key.Key, stamp?.Ticks ?? Refused, stamp?.Region));

    public void Dispose() => file.Dispose();

    private void Append(Entry entry)
    {
        var line = Line(entry);
        lock (file) { file.Write(line); }
    }

    private static byte[] Line(Entry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry), (byte)'\n'];

    private static void Read(string line, IDictionary<ItemKey, Stamp> stamps, IDictionary<ItemKey, long> interrupted)
    {
        if (!line.EndsWith('}')) { return; } // the last line, torn by the end of the process: its write was not answered and is still announced
        var entry = JsonSerializer.Deserialize<Entry>(line)!;
        var key = new ItemKey(entry.Table, entry.Key);
        interrupted.Remove(key);
        if (entry.Region is not null) { stamps[key] = new Stamp(entry.Ticks, entry.Region); }
        else if (entry.Ticks != Refused) { interrupted[key] = entry.Ticks; }
    }

    /// <param name="Ticks">With a region: the stamp's. Without: when the write was announced, or that it was refused.</param>
    private sealed record Entry(string Table, string Key, long Ticks, string? Region);
}
