using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Appointments.Local.Lambda;

namespace Appointments.Tests.Run;

/// <summary>All that the functions of a run write: log entries, and metrics in CloudWatch's embedded format.</summary>
public sealed class FunctionLines
{
    private readonly ConcurrentQueue<FunctionLogLine> lines = new();

    public void Add(FunctionLogLine line) => lines.Enqueue(line);

    public IEnumerable<FunctionLogLine> All => lines;

    /// <summary>How often something was counted, by all functions whose name contains a text; empty: by all.</summary>
    public int Count(string metric, string functions = "") => lines
        .Where(line => line.FunctionName.Contains(functions, StringComparison.Ordinal) && line.Text.Contains("\"_aws\"", StringComparison.Ordinal))
        .Sum(line => JsonNode.Parse(line.Text)![metric]?.GetValue<int>() ?? 0);
}
