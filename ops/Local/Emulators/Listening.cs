using System.Globalization;
using System.Text.RegularExpressions;
using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>Both emulators are started on any free port and say which: <c>LISTENING 34435</c>. So there is no race for a port.</summary>
internal static partial class Listening
{
    /// <summary>On two busy cores Java takes 2 to 4 s; a first start from a cold disk more.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <param name="what">The word before the port.</param>
    public static async Task<Uri> EndpointAsync(ChildProcess process, CancellationToken cancel, string what = "LISTENING")
    {
        bool Says(string line) => Line().Match(line) is { Success: true } match && match.Groups[1].Value == what;
        var line = await process.WaitForLineAsync(Says, Within, cancel);
        return new Uri($"http://127.0.0.1:{int.Parse(Line().Match(line).Groups[2].Value, CultureInfo.InvariantCulture)}");
    }

    [GeneratedRegex(@"^([A-Z]+) (\d+)")]
    private static partial Regex Line();
}
