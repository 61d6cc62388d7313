using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Appointments.Plan.Edge;

/// <summary>Reads what is about the edge. Secrets are checked here with all other settings; the program takes their values as secret outputs.</summary>
internal sealed partial class EdgeSettingsReader(SettingsReader read)
{
    public EdgeSettings Read() => new(
        read.Boolean(Settings.ProtectOrigin),
        read.Integer(Settings.EdgeRequestsPerFiveMinutes, 10, 2_000_000_000), // WAF API, "RateBasedStatement", Limit
        read.Boolean(Settings.ShieldAdvanced),
        ReadPair(Settings.OriginSecretSecond, "24 to 128 of A-Z a-z 0-9 - _", OriginSecretShape().IsMatch),
        ReadPair(Settings.ApiKeySecond, "20 to 128 characters", text => text.Length is >= 20 and <= 128));

    /// <summary>One of the two must be there; the second as well while a value is being replaced by another.</summary>
    private ImmutableArray<Setting> ReadPair(Setting second, string rule, Func<string, bool> isValid)
    {
        var first = second.StandsFor!;
        var other = read.Text(second, $"{rule}, or nothing", text => text is "" || isValid(text), Mend.NewSecret);
        var one = read.Has(first) || (other is "" && !read.IsWrong(second)) ? read.Text(first, rule, isValid, Mend.NewSecret) : "";
        if (one is not "" && one == other)
            read.Note(second, other, $"another value than {first.FullKey}", Mend.NewSecret);
        return [.. new[] { (first, one), (second, other) }.Where(pair => pair.Item2 is not "").Select(pair => pair.Item1)];
    }

    /// <summary>Nothing that a header or a JSON text would have to escape.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-]{24,128}$")]
    private static partial Regex OriginSecretShape();
}
