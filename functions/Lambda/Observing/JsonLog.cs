using System.Text.Json;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Observing;

/// <summary>The functions' log: a line of JSON an entry, on the stream that the metrics are on too. Own, because the console logger's lines go through Console.Out.</summary>
public sealed class JsonLog(OutputLines output, TimeProvider clock) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null; // each entry carries its ids itself

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        output.Write(json =>
        {
            json.WriteString("timestamp", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", logLevel.ToString());
            json.WriteString("event", eventId.Name);
            foreach (var (name, value) in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
            {
                if (name != "{OriginalFormat}")
                    json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(name), value?.ToString());
            }

            if (exception is not null)
                Write(json, exception);
        });
    }

    private static void Write(Utf8JsonWriter json, Exception exception)
    {
        json.WriteString("errorType", exception.GetType().FullName);
        if (IsFreeOfInput(exception))
            json.WriteString("errorMessage", exception.Message);
        json.WriteString("stack", exception.StackTrace);
        if (exception.InnerException is not { } inner)
            return;
        json.WriteStartObject("cause");
        Write(json, inner);
        json.WriteEndObject();
    }

    // What an exception says may quote what a client sent (a parser's does), and that is health data. Those listed speak of services, networks and our own rows' ids.
    private static bool IsFreeOfInput(Exception exception) => exception
        is AmazonServiceException or HttpRequestException or IOException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException
        or DynamoDb.BrokenRowException;
}
