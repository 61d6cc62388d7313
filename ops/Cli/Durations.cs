using System.CommandLine;
using System.Globalization;

namespace Appointments.Cli;

/// <summary>Options that take a time as people write it: <c>90s</c>, <c>5m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "90s|5m|1h",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Read(text) is { } time)
                return time;
            result.AddError($"{name} {text}: expected a whole number from 1 with s, m or h behind it, such as 90s.");
            return null;
        },
    };

    private static TimeSpan? Read(string text) =>
        text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100_000 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
}
