using Appointments.Local.DynamoDb;

namespace Appointments.Local.EventSources;

/// <summary>Remembers how far each mapping has come in its stream.</summary>
public interface IStreamPositions
{
    /// <returns>Null where the mapping has not read yet.</returns>
    StreamPosition? Find(string mappingId);

    /// <summary>Called after each batch that is done, before the next one: a crash repeats a batch and loses none.</summary>
    void Save(string mappingId, StreamPosition position);
}
