namespace Amazon.Lambda.Core;

/// <summary>How serious a log line is.</summary>
public enum LogLevel
{
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}
