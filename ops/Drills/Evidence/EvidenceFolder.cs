using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>Where a drill leaves what it saw: <c>report.html</c>, <c>report.json</c>, <c>journal.json</c>, and the raw <c>samples.jsonl</c>, <c>observations.jsonl</c>, <c>readings.jsonl</c>, and <c>ledgers.json</c>, what every region held at the end.</summary>
public sealed class EvidenceFolder
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // sentences as they are
    };

    private EvidenceFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <param name="parent">Such as <c>drill-evidence</c>.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static EvidenceFolder Make(string parent, string drill, DateTimeOffset now)
    {
        var name = Path.Combine(parent, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{drill}");
        var path = Enumerable.Range(1, int.MaxValue).Select(number => number is 1 ? name : $"{name}-{number}").First(each => !Directory.Exists(each));
        return new EvidenceFolder(Directory.CreateDirectory(path).FullName);
    }

    public async Task WriteAsync(DrillReport report, DrillRecord record)
    {
        await File.WriteAllTextAsync(Path.Combine(FullPath, "journal.json"), JournalDocument.Of(record.Journal, RuntimeInformation.OSDescription, Environment.MachineName).ToJsonString(Form));
        await File.WriteAllTextAsync(Path.Combine(FullPath, "report.json"), JsonSerializer.Serialize(report, Form));
        await File.WriteAllTextAsync(Path.Combine(FullPath, "ledgers.json"), JsonSerializer.Serialize(record.Ledgers, Form));
        await File.WriteAllTextAsync(Path.Combine(FullPath, "report.html"), ReportPage.Of(report, record));
    }

    /// <summary>Reads a report, from its folder or its file.</summary>
    /// <exception cref="EvidenceException">There is none, or it cannot be read.</exception>
    public static async Task<DrillReport> ReadAsync(string path, CancellationToken cancel)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, "report.json") : path;
        if (!File.Exists(file))
            throw new EvidenceException($"There is no report at {file}: expected the folder of a drill, as ./appointments drill run names it at its end.");
        try { return JsonSerializer.Deserialize<DrillReport>(await File.ReadAllTextAsync(file, cancel), Form)!; }
        catch (JsonException problem) { throw new EvidenceException($"{file} is no drill's report: {problem.Message}"); }
    }
}
