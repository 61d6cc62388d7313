using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Drills.Checking;

/// <summary>Rows that were lost by a mistake, and those of them that a backup had: what it had must be there again, and what it did not have is gone and is to be named.</summary>
/// <param name="Lost">Appointment and status of each row that was lost.</param>
/// <param name="Kept">Likewise of each row of the backup.</param>
public sealed record Mistake(ImmutableHashSet<(string Id, string Status)> Lost, ImmutableHashSet<(string Id, string Status)> Kept)
{
    /// <summary>Whether nobody can bring the row back: it was lost, or the registration without which it says nothing was, and the backup was made before.</summary>
    public bool IsBeyond(string id, string status) => Gone((id, status)) || Gone((id, Law.Requested));

    /// <summary>Whether the appointment was away for some time.</summary>
    public bool Touched(string id) => Lost.Any(row => row.Id == id);

    /// <summary>Reads both from files of one item a line, as DynamoDB exports a table. A drill that did not come to write one has lost, or kept, nothing.</summary>
    public static Mistake Read(string lost, string kept) => new(Rows(lost), Rows(kept));

    private bool Gone((string, string) row) => Lost.Contains(row) && !Kept.Contains(row);

    private static ImmutableHashSet<(string, string)> Rows(string path) => !File.Exists(path) ? [] : [.. File.ReadLines(path).Select(line =>
    {
        var item = JsonElement.Parse(line).GetProperty("Item");
        return (item.GetProperty("appointment_id").GetProperty("S").GetString()!, item.GetProperty("status").GetProperty("S").GetString()!);
    })];
}
