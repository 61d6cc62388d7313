using System.Text.Json;

namespace Appointments.Lambda.Observing;

/// <summary>Lines of JSON on a stream, which stays its owner's, each whole: CloudWatch Logs makes an event of every line.</summary>
public sealed class OutputLines(Stream stream)
{
    private readonly Lock writing = new();

    /// <param name="write">Writes the members of one object.</param>
    public void Write(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (writing)
        {
            stream.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
            stream.Flush();
        }
    }
}
