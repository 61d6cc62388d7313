using System.Text;
using System.Text.Json;
using Appointments.Local.Gateway.Document;
using Jint;
using Jint.Runtime;

namespace Appointments.Local.Gateway.Validation;

/// <summary>
/// A schema's <c>pattern</c> is ECMA 262 (JSON schema draft 4, 3.3), and NJsonSchema matches with .NET: there <c>$</c> would also let a final line feed pass,
/// and <c>\d</c> and <c>\w</c> every script's digits and letters.
/// </summary>
public static class EcmaPattern
{
    /// <returns>A .NET pattern that matches the same texts.</returns>
    /// <exception cref="ApiImportException">It is no ECMA 262 pattern, such as one with <c>(?i)</c>.</exception>
    public static string ToDotNet(string pattern)
    {
        Check(pattern);
        var made = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                made.Append(Escape(pattern[++i], inClass));
                continue;
            }

            inClass = pattern[i] == '[' || (inClass && pattern[i] != ']');
            made.Append(pattern[i] == '$' && !inClass ? @"\z" : pattern[i].ToString());
        }

        return made.ToString();
    }

    private static string Escape(char escaped, bool inClass) => (escaped, inClass) switch
    {
        ('d', false) => "[0-9]",
        ('d', true) => "0-9",
        ('w', false) => "[A-Za-z0-9_]",
        ('w', true) => "A-Za-z0-9_",
        ('D', false) => "[^0-9]",
        ('W', false) => "[^A-Za-z0-9_]",
        _ => $"\\{escaped}",
    };

    private static void Check(string pattern)
    {
        try
        {
            using var engine = new Engine();
            engine.Evaluate($"new RegExp({JsonSerializer.Serialize(pattern)})");
        }
        catch (JavaScriptException e)
        {
            throw new ApiImportException($"The schema pattern {pattern} is not ECMA 262, which API Gateway's validator reads: {e.Message}", e);
        }
    }
}
