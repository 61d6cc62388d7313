using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Appointments.Cli;

/// <summary>Options that take a number within bounds. Parsers and not validators: one that reads a value which is no number throws.</summary>
internal static class Numbers
{
    /// <param name="styles">How it may be written.</param>
    /// <param name="expected">Such as <c>a number from 1 to 100</c>.</param>
    /// <param name="isRight">Whether a number is within the bounds.</param>
    public static Option<T> Option<T>(string name, string description, string unit, T standard, NumberStyles styles, string expected, Func<T, bool> isRight)
        where T : struct, INumber<T> => new(name)
    {
        Description = description,
        HelpName = unit,
        DefaultValueFactory = _ => standard,
        CustomParser = result => Read(result, name, styles, expected, isRight) ?? T.Zero,
    };

    /// <summary>The same without a standard: null where nothing is said.</summary>
    public static Option<T?> Optional<T>(string name, string description, string unit, NumberStyles styles, string expected, Func<T, bool> isRight)
        where T : struct, INumber<T> => new(name)
    {
        Description = description,
        HelpName = unit,
        CustomParser = result => Read(result, name, styles, expected, isRight),
    };

    /// <summary>The same from least to most, both of which are allowed.</summary>
    public static Option<T?> Optional<T>(string name, string description, string unit, NumberStyles styles, T least, T most)
        where T : struct, INumber<T> =>
        Optional<T>(name, description, unit, styles, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), number => number >= least && number <= most);

    /// <summary>A count: none of it, or less, is bad use and not a call that does nothing.</summary>
    public static Option<int> From1(string name, string description, string unit, int standard) =>
        Option(name, description, unit, standard, NumberStyles.None, "a whole number from 1", (int number) => number >= 1);

    private static T? Read<T>(ArgumentResult result, string name, NumberStyles styles, string expected, Func<T, bool> isRight)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && isRight(number))
            return number;
        result.AddError($"{name} {text}: expected {expected}.");
        return null;
    }
}
