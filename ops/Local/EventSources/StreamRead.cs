using Appointments.Local.DynamoDb;

namespace Appointments.Local.EventSources;

/// <summary>Reads a stream on and on; an empty batch says that all there was has been read. <see cref="TableStreamReader.ReadAsync"/> is one.</summary>
public delegate IAsyncEnumerable<StreamBatch> StreamRead(StreamPosition from, CancellationToken cancel);
