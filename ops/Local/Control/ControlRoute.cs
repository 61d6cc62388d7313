using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>One thing that the control does.</summary>
/// <param name="Path">Such as <c>/regions/REGION/release</c>: a segment in capitals stands for any.</param>
/// <param name="Takes">The rest of the sentence that names it, such as its query; empty where there is none.</param>
/// <param name="AnswerAsync">Gets what stands where the path has capitals.</param>
internal sealed record ControlRoute(string Method, string Path, string Takes, Func<ControlledRun, HttpContext, ImmutableArray<string>, Task> AnswerAsync)
{
    private readonly ImmutableArray<string> segments = [.. Path.Split('/')];

    /// <returns>What stands where the path has capitals; null: another route is meant.</returns>
    public ImmutableArray<string>? Match(HttpRequest request)
    {
        var asked = request.Path.Value?.Split('/') ?? [];
        return request.Method == Method && asked.Length == segments.Length && segments.Zip(asked).All(pair => IsAny(pair.First) || pair.First == pair.Second)
            ? [.. segments.Zip(asked).Where(pair => IsAny(pair.First)).Select(pair => Uri.UnescapeDataString(pair.Second))]
            : null;
    }

    public override string ToString() => $"{Method} {Path}{Takes}";

    private static bool IsAny(string segment) => segment.Length > 0 && segment.All(char.IsAsciiLetterUpper);
}
