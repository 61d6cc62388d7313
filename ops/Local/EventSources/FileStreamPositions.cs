using System.Text.Json;
using Appointments.Local.DynamoDb;

namespace Appointments.Local.EventSources;

/// <summary>Positions in memory, and in one small JSON file where a path is given: they then survive a restart with the data they belong to.</summary>
public sealed class FileStreamPositions : IStreamPositions
{
    private readonly Lock gate = new();
    private readonly string? path;
    private readonly Dictionary<string, StreamPosition> positions;

    /// <param name="path">Null: in memory only.</param>
    /// <exception cref="JsonException">The file is not what this class wrote; remove it together with the tables' data.</exception>
    public FileStreamPositions(string? path)
    {
        this.path = path;
        positions = path is not null && File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, StreamPosition>>(File.ReadAllBytes(path)) ?? [] : [];
    }

    /// <inheritdoc/>
    public StreamPosition? Find(string mappingId)
    {
        lock (gate)
        {
            return positions.GetValueOrDefault(mappingId);
        }
    }

    /// <inheritdoc/>
    public void Save(string mappingId, StreamPosition position)
    {
        lock (gate)
        {
            positions[mappingId] = position;
            if (path is not null)
            {
                File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(positions));
                File.Move(path + ".new", path, overwrite: true); // a crash leaves the old file or the new one, never half of one
            }
        }
    }
}
