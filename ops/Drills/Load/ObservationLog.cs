using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Appointments.Drills.Load;

/// <summary>Observations as JSON lines: one a line, written as they come, so that what was seen survives a drill that breaks off.</summary>
public sealed class ObservationLog : IDisposable
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Lock oneAtATime = new();
    private readonly string path;
    private readonly StreamWriter file;

    /// <param name="path">Made anew.</param>
    public ObservationLog(string path) => (this.path, file) = (path, new StreamWriter(path, append: false));

    /// <summary>Writes one; from any thread.</summary>
    public void Add(Observation observation)
    {
        var line = JsonSerializer.Serialize(observation, Form);
        lock (oneAtATime)
        {
            file.WriteLine(line);
            file.Flush();
        }
    }

    /// <summary>Ends it: what was written as it came gives way to the same observations under the numbers that the checker's findings name.</summary>
    public void End(IEnumerable<Observation> numbered)
    {
        file.Dispose();
        File.WriteAllLines(path, numbered.Select(observation => JsonSerializer.Serialize(observation, Form)));
    }

    /// <exception cref="InvalidDataException">A line is no observation; the message names it. A last line that was cut off by a crash is one: remove it by hand, knowing that one request is unknown.</exception>
    public static async Task<ImmutableArray<Observation>> ReadAsync(string path, CancellationToken cancel)
    {
        var observations = ImmutableArray.CreateBuilder<Observation>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancel))
        {
            number++;
            try { observations.Add(JsonSerializer.Deserialize<Observation>(line, Form)!); }
            catch (JsonException broken) { throw new InvalidDataException($"{path}, line {number} is no observation: {broken.Message}", broken); }
        }

        return observations.DrainToImmutable();
    }

    public void Dispose() => file.Dispose();
}
