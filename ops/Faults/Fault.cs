using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Appointments.Faults;

/// <summary>Something that is wrong with a region until it is cleared. Kind, region and <paramref name="To"/> name it: the same again with other figures takes its place.</summary>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="To">For replication: only in the direction of that region; null: both ways, with all others.</param>
/// <param name="Seconds">As the kind's <see cref="FaultShape"/> says.</param>
/// <param name="Share">Above 0, at most 1: how many of all it strikes; null: all.</param>
public sealed record Fault([property: JsonConverter(typeof(WireNames))] FaultKind Kind, string Region, string? To = null, double? Seconds = null, double? Share = null)
{
    /// <summary>Whether the two are one fault with perhaps other figures.</summary>
    public bool IsTheSameAs(Fault other) => (Kind, Region, To) == (other.Kind, other.Region, other.To);

    /// <summary>What is wrong with it, each problem in a sentence; empty: nothing.</summary>
    /// <param name="regions">The regions that there are.</param>
    public ImmutableArray<string> Problems(ImmutableArray<string> regions)
    {
        var shape = FaultShape.Of(Kind);
        return [.. new[] { Unknown(regions, Region).FirstOrDefault(), OfTo(shape, regions), OfSeconds(shape.Seconds), OfShare(shape) }.OfType<string>()];
    }

    /// <summary>As a person types it, such as <c>functions-slow --region us-east-1 --seconds 2</c>.</summary>
    public override string ToString()
    {
        var words = new StringBuilder($"{Kind.Word()} --region {Region}");
        if (To is not null)
            words.Append(CultureInfo.InvariantCulture, $" --to {To}");
        if (Seconds is not null)
            words.Append(CultureInfo.InvariantCulture, $" --seconds {Seconds}");
        if (Share is not null)
            words.Append(CultureInfo.InvariantCulture, $" --share {Share}");
        return words.ToString();
    }

    /// <summary>A sentence for each of these names that no region has.</summary>
    /// <param name="named">Null: nothing was named.</param>
    public static IEnumerable<string> Unknown(IReadOnlyCollection<string> regions, params IEnumerable<string?> named) =>
        named.Where(name => name is not null && !regions.Contains(name)).Select(name => $"There is no region {name}: the regions are {string.Join(", ", regions)}.");

    private string? OfTo(FaultShape shape, ImmutableArray<string> regions) => To switch
    {
        null => null,
        _ when !shape.TakesTo => $"{Kind.Word()} takes no second region (to: {To}): it is about {Region} alone.",
        _ when To == Region => $"{Kind.Word()} from {Region} to itself: name another region as the second (to).",
        _ => Unknown(regions, To).FirstOrDefault(),
    };

    private string? OfSeconds(SecondsRule? rule) => (rule, Seconds) switch
    {
        (null, null) => null,
        (null, _) => string.Create(CultureInfo.InvariantCulture, $"{Kind.Word()} takes no seconds ({Seconds}): it lasts until it is cleared."),
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{Kind.Word()} needs seconds, {rule.Says}: from {rule.Least} to {rule.Most}{(rule.MayBeZero ? "" : ", not 0")}."),
        var (_, said) when !(said >= rule.Least && said <= rule.Most) || (said is 0 && !rule.MayBeZero) =>
            string.Create(CultureInfo.InvariantCulture, $"{Kind.Word()} of {said} seconds: expected {rule.Says}, from {rule.Least} to {rule.Most}{(rule.MayBeZero ? "" : ", not 0")}."),
        _ => null,
    };

    private string? OfShare(FaultShape shape) => Share switch
    {
        null => null,
        _ when !shape.TakesShare => string.Create(CultureInfo.InvariantCulture, $"{Kind.Word()} takes no share ({Share}): it strikes all or nothing."),
        > 0 and <= 1 => null,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Kind.Word()} with a share of {Share}: expected a number above 0 and at most 1, such as 0.5 for every second one."),
    };
}
