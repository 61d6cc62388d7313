using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Appointments.Drills.Experiments;

/// <summary>What of a command a tolerance looks at, in the Chaos Toolkit's names for a process.</summary>
public enum ToleranceTarget
{
    Stdout,
    Stderr,
}

/// <summary>What a probe's result may be. The kinds, and what each accepts, are those of the Chaos Toolkit (its documentation, "An Open API for Chaos Engineering Experiments").</summary>
public abstract record Tolerance
{
    private Tolerance()
    {
    }

    public abstract bool IsMetBy(CommandResult result);

    /// <summary>The exit code is one of these.</summary>
    public sealed record ExitCodes(ImmutableArray<int> Allowed) : Tolerance
    {
        public override bool IsMetBy(CommandResult result) => Allowed.Contains(result.ExitCode);
    }

    /// <summary>The pattern occurs in what was written.</summary>
    public sealed record Pattern(Regex Expected, ToleranceTarget Target) : Tolerance
    {
        public override bool IsMetBy(CommandResult result) => Expected.IsMatch(Text(result, Target));
    }

    /// <summary>What was written is one number, and it lies between these two, both included.</summary>
    public sealed record Range(double Min, double Max, ToleranceTarget Target) : Tolerance
    {
        public override bool IsMetBy(CommandResult result) =>
            double.TryParse(Text(result, Target).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= Min && value <= Max;
    }

    /// <summary>What was written is JSON in which the path finds something: these values in this order, or this many, or any.</summary>
    /// <param name="Expected">Null: any values.</param>
    /// <param name="Count">Null: one at least.</param>
    public sealed record Path(string Expression, JArray? Expected, int? Count, ToleranceTarget Target) : Tolerance
    {
        public override bool IsMetBy(CommandResult result)
        {
            JToken document;
            try { document = JToken.Parse(Text(result, Target)); }
            catch (JsonReaderException) { return false; } // what is no JSON has nothing at any path
            var found = new JArray(document.SelectTokens(Expression));
            return Expected is not null ? JToken.DeepEquals(found, Expected) : Count is { } count ? found.Count == count : found.Count > 0;
        }
    }

    private static string Text(CommandResult result, ToleranceTarget target) => target is ToleranceTarget.Stdout ? result.Output : result.Errors;
}
