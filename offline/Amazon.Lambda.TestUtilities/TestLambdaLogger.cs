using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.TestUtilities;

/// <summary>Keeps the lines, and shows them on the console. Templates stay unfilled, their arguments follow, as in the real one.</summary>
public class TestLambdaLogger : ILambdaLogger
{
    public StringBuilder Buffer { get; } = new();

    public void Log(string message)
    {
        Buffer.Append(message);
        Console.Write(message);
    }

    public void LogLine(string message)
    {
        Buffer.AppendLine(message);
        Console.WriteLine(message);
    }

    public void Log(string level, string message) => LogLine($"{level}: {message}");

    public void Log(string level, string message, params object[] args)
    {
        Log(level, message);
        foreach (var argument in args)
        {
            LogLine($"\t{argument}");
        }
    }

    public void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        LogLine(exception?.ToString());
    }
}
