using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Appointments.Faults;

/// <summary>
/// Reads a script of faults: a JSON array of <c>{"at": SECONDS, "inject": {"kind", "region", "to", "seconds", "share"}}</c> and <c>{"at": SECONDS, "clear": {"kind", "region", "to"}}</c>,
/// where an empty <c>clear</c> means all.
/// </summary>
public static class FaultFile
{
    private static readonly ImmutableArray<string> OfStep = ["at", "inject", "clear"], OfFault = ["kind", "region", "to", "seconds", "share"], OfFilter = ["kind", "region", "to"];

    /// <param name="regions">The regions that there are.</param>
    /// <returns>The script, its steps in the order of their times.</returns>
    /// <exception cref="FaultFileException">Something is wrong with it; the message names every problem.</exception>
    public static FaultScript Parse(string json, ImmutableArray<string> regions)
    {
        JsonElement list;
        try { list = JsonElement.Parse(json); }
        catch (JsonException problem) { throw new FaultFileException([$"It is no JSON: {problem.Message}"]); }
        if (list.ValueKind is not JsonValueKind.Array)
            throw new FaultFileException(["Expected a JSON array of steps, such as [{\"at\": 5, \"inject\": {\"kind\": \"api-unreachable\", \"region\": \"us-east-1\"}}, {\"at\": 20, \"clear\": {}}]."]);
        var problems = new List<string>();
        var steps = list.EnumerateArray().Select((step, index) => Step(step, regions, problem => problems.Add($"Step {(index + 1).ToString(CultureInfo.InvariantCulture)}: {problem}"))).ToArray();
        return problems.Count is 0 ? new FaultScript([.. steps.OfType<FaultStep>().OrderBy(step => step.At)]) : throw new FaultFileException([.. problems]);
    }

    private static FaultStep? Step(JsonElement step, ImmutableArray<string> regions, Action<string> say)
    {
        if (!IsObject(step, "a step", OfStep, say))
            return null;
        var at = Number(step, "at", say);
        if (at is null or < 0 or > 86_400)
            say("\"at\" is missing or no number from 0 to 86400: how many seconds after the start.");
        var (injects, clears) = (step.TryGetProperty("inject", out var inject), step.TryGetProperty("clear", out var clear));
        if (injects == clears)
        {
            say("expected either \"inject\" or \"clear\".");
            return null;
        }
        var fault = injects ? FaultOf(inject, regions, say) : null;
        var filter = clears ? FilterOf(clear, regions, say) : null;
        return new FaultStep(TimeSpan.FromSeconds(at ?? 0), fault, filter);
    }

    private static Fault? FaultOf(JsonElement element, ImmutableArray<string> regions, Action<string> say)
    {
        if (!IsObject(element, "\"inject\"", OfFault, say))
            return null;
        var (kind, region) = (Kind(element, say), Text(element, "region", say));
        if (!element.TryGetProperty("kind", out _))
            say($"\"inject\" has no \"kind\": the kinds are {FaultKinds.Words}.");
        if (region is null)
            say($"\"inject\" has no \"region\": the regions are {string.Join(", ", regions)}.");
        if (kind is null || region is null)
            return null;
        var fault = new Fault(kind.Value, region, Text(element, "to", say), Number(element, "seconds", say), Number(element, "share", say));
        foreach (var problem in fault.Problems(regions))
            say(problem);
        return fault;
    }

    private static FaultFilter? FilterOf(JsonElement element, ImmutableArray<string> regions, Action<string> say)
    {
        if (!IsObject(element, "\"clear\"", OfFilter, say))
            return null;
        var filter = new FaultFilter(Kind(element, say), Text(element, "region", say), Text(element, "to", say));
        foreach (var problem in Fault.Unknown(regions, filter.Region, filter.To))
            say(problem);
        return filter;
    }

    private static bool IsObject(JsonElement element, string what, ImmutableArray<string> known, Action<string> say)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            say($"{what} is no JSON object.");
            return false;
        }
        foreach (var field in element.EnumerateObject().Where(field => !known.Contains(field.Name)))
            say($"{what} has no \"{field.Name}\": expected {string.Join(", ", known)}.");
        return true;
    }

    private static FaultKind? Kind(JsonElement element, Action<string> say)
    {
        if (Text(element, "kind", say) is not { } word)
            return null;
        if (FaultKinds.Find(word) is not { } kind)
        {
            say($"There is no fault {word}: the kinds are {FaultKinds.Words}.");
            return null;
        }
        return kind;
    }

    private static string? Text(JsonElement element, string name, Action<string> say)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        if (value.ValueKind is JsonValueKind.String)
            return value.GetString();
        say($"\"{name}\" is no text.");
        return null;
    }

    private static double? Number(JsonElement element, string name, Action<string> say)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number))
            return number;
        say($"\"{name}\" is no number.");
        return null;
    }
}

/// <summary>A script of faults that cannot be run.</summary>
public sealed class FaultFileException(ImmutableArray<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>Each in a sentence, in the order of the file.</summary>
    public ImmutableArray<string> Problems { get; } = problems;
}
