using System.CommandLine;
using System.Globalization;

namespace Appointments.Cli;

/// <summary>Options that count something: none of it, or less, is bad use and not a call that does nothing.</summary>
internal static class WholeNumber
{
    public static Option<int> From1(string name, string description, string unit, int standard) => new(name)
    {
        Description = description,
        HelpName = unit,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                result.AddError($"{name} {result.Tokens[0].Value}: expected a whole number from 1.");
            return number;
        },
    };
}
