using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;

namespace Appointments.Aws;

/// <summary>Rows in a file, one item a line, as DynamoDB itself exports a table: so what AWS exports is read as what was saved here.</summary>
/// <remarks>Source: AWS, "DynamoDB table export output format": DYNAMODB_JSON, <c>{"Item":{...}}</c>.</remarks>
public static class BackupFile
{
    private const string Item = "Item";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(string path, IEnumerable<LedgerRow> rows, CancellationToken cancel) =>
        File.WriteAllLinesAsync(path, Lines(rows), cancel);

    /// <summary>Puts rows behind those that are there; not to be cancelled, because half a line would make the whole file unreadable.</summary>
    public static Task AppendAsync(string path, IEnumerable<LedgerRow> rows) => File.AppendAllLinesAsync(path, Lines(rows));

    /// <exception cref="OperatorException">There is no such file, or a line of it is no row.</exception>
    public static async Task<ImmutableArray<LedgerRow>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new OperatorException($"There is no file {path}: expected what ./appointments backup save wrote, or DynamoDB's export of a table, unpacked.");
        var lines = await File.ReadAllLinesAsync(path, cancel);
        return [.. lines.Select((line, index) => Row(path, line, index + 1)).Where(row => !AppointmentsTable.IsProbe(row.AppointmentId))]; // DynamoDB's export holds operators' probes, too
    }

    private static IEnumerable<string> Lines(IEnumerable<LedgerRow> rows) =>
        rows.OrderBy(row => row.AppointmentId, StringComparer.Ordinal).ThenBy(row => Ledger.Precedence(row.Status)).Select(Line);

    private static string Line(LedgerRow row) => new JsonObject
    {
        [Item] = new JsonObject(RowItem.Write(row).OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute =>
            KeyValuePair.Create(attribute.Key, (JsonNode?)(attribute.Value.N is { } number ? new JsonObject { ["N"] = number } : new JsonObject { ["S"] = attribute.Value.S })))),
    }.ToJsonString(Form);

    private static LedgerRow Row(string path, string line, int number)
    {
        try
        {
            var item = JsonNode.Parse(line)![Item]!.AsObject();
            return RowItem.Read(name => item[name] is { } value ? (value["S"] ?? value["N"])?.GetValue<string>() : null);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException or BrokenRowException)
        {
            throw new OperatorException($"Line {number} of {path} is no row of AppointmentsTable ({problem.Message}): expected one item a line, {{\"Item\":{{\"appointment_id\":{{\"S\":\"...\"}},...}}}}. Nothing was written.");
        }
    }
}
