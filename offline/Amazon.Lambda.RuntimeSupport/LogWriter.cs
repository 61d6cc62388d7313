using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Stands in for the console's writer while a function runs: the real runtime rewrites every line written to the console, so whoever needs a line
/// as it is (a metric in embedded metric format) must write to the standard output's own stream, and must find that out here too.
/// </summary>
internal sealed class LogWriter(TextWriter inner, LogLevel plainLevel, TimeProvider clock) : TextWriter
{
    private readonly LogLevel least = Enum.TryParse<LogLevel>(
        Variable("AWS_LAMBDA_HANDLER_LOG_LEVEL") ?? Variable("AWS_LAMBDA_LOG_LEVEL")?.Replace("WARN", "Warning").Replace("INFO", "Information").Replace("FATAL", "Critical"),
        ignoreCase: true, out var level) ? level : LogLevel.Information;

    private readonly string format = Variable("AWS_LAMBDA_HANDLER_LOG_FORMAT") ?? Variable("AWS_LAMBDA_LOG_FORMAT") ?? "Text";

    public override Encoding Encoding => inner.Encoding;

    public string RequestId { get; set; } = "";

    public override void Write(char value) => inner.Write(value);

    public override void Write(string value) => inner.Write(value);

    public override void WriteLine(string value) => WriteLine(plainLevel.ToString(), value);

    public override void WriteLine() => WriteLine(plainLevel.ToString(), "");

    public override void Flush() => inner.Flush();

    public void WriteLine(string level, string message)
    {
        if (Enum.TryParse<LogLevel>(level, ignoreCase: true, out var known) && known < least)
        {
            return;
        }

        inner.WriteLine(format.ToUpperInvariant() switch
        {
            "UNFORMATTED" => message,
            "JSON" => Json(level, message),
            _ => $"{Now()}\t{RequestId}\t{Short(level)}\t{message}",
        });
    }

    private string Json(string level, string message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", Now());
            json.WriteString("level", level);
            json.WriteString("requestId", RequestId);
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    // The words that .NET's console logger uses, as the real runtime does.
    private static string Short(string level) => level switch
    {
        nameof(LogLevel.Trace) => "trce",
        nameof(LogLevel.Debug) => "dbug",
        nameof(LogLevel.Information) => "info",
        nameof(LogLevel.Warning) => "warn",
        nameof(LogLevel.Error) => "fail",
        nameof(LogLevel.Critical) => "crit",
        _ => level,
    };

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
