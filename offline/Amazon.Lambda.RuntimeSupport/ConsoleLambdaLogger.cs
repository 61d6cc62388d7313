using System.Text.RegularExpressions;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Fills templates and gives each line to the writer that puts time, request id and level before it.</summary>
internal sealed partial class ConsoleLambdaLogger(LogWriter log) : ILambdaLogger
{
    public void Log(string message) => log.Write(message);

    public void LogLine(string message) => log.WriteLine(nameof(LogLevel.Information), message);

    public void Log(string level, string message) => log.WriteLine(level, message);

    public void Log(string level, string message, params object[] args) => log.WriteLine(level, Fill(message, args));

    public void Log(string level, Exception exception, string message, params object[] args) =>
        log.WriteLine(level, string.Join(Environment.NewLine, new[] { Fill(message, args), exception?.ToString() }.Where(part => !string.IsNullOrEmpty(part))));

    /// <summary>Puts the arguments into the template's holes in order; a hole without an argument stays.</summary>
    private static string Fill(string template, object[] args)
    {
        var next = 0;
        return args is null or [] || template is null
            ? template
            : Hole().Replace(template, hole => next < args.Length ? Convert.ToString(args[next++], null) : hole.Value);
    }

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Hole();
}
