namespace Appointments.Local.Lambda;

/// <summary>One function's log group: its last lines, its file, and who else wants to know.</summary>
internal sealed class FunctionLog : IDisposable
{
    private const int Kept = 200;
    private readonly Lock gate = new();
    private readonly Queue<FunctionLogLine> last = new();
    private readonly string functionName;
    private readonly StreamWriter? file;
    private readonly Action<FunctionLogLine>? onLine;
    private readonly TimeProvider clock;
    private bool closed;

    public FunctionLog(string functionName, LambdaSettings settings, TimeProvider clock)
    {
        this.functionName = functionName;
        this.clock = clock;
        onLine = settings.OnLine;
        if (settings.LogsDirectory is { } directory)
        {
            Directory.CreateDirectory(directory);
            file = new StreamWriter(Path.Combine(directory, $"{functionName}.log"), append: true) { AutoFlush = true };
        }
    }

    public void Write(string logStream, string text)
    {
        var line = new FunctionLogLine(functionName, logStream, clock.GetUtcNow(), text);
        lock (gate)
        {
            if (closed)
            {
                return; // a pipe of a killed process may still hold lines
            }

            last.Enqueue(line);
            if (last.Count > Kept)
            {
                last.Dequeue();
            }

            file?.WriteLine($"{line.At:O} {logStream} {text}");
        }

        onLine?.Invoke(line);
    }

    public IReadOnlyList<FunctionLogLine> Last()
    {
        lock (gate)
        {
            return [.. last];
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            file?.Dispose();
        }
    }
}
