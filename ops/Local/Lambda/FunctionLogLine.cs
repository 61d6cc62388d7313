namespace Appointments.Local.Lambda;

/// <summary>A line that a function wrote, or that Lambda wrote about it.</summary>
/// <param name="FunctionName">The function's name.</param>
/// <param name="LogStream">The process that wrote it, named as Lambda names log streams: <c>2026/11/24/[$LATEST]0f…</c>.</param>
/// <param name="At">When the line was read.</param>
/// <param name="Text">The line, without its line end. A metric in CloudWatch's embedded format is such a line too.</param>
public sealed record FunctionLogLine(string FunctionName, string LogStream, DateTimeOffset At, string Text);
