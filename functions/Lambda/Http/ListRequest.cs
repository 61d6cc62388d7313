using System.Collections.Immutable;
using System.Globalization;
using Appointments.Domain;

namespace Appointments.Lambda.Http;

/// <summary>A list as a client asks for it: <c>?country=&amp;status=&amp;limit=&amp;cursor=</c>, each at most once and none without a meaning.</summary>
internal static class ListRequest
{
    /// <returns>The query, or everything that is wrong with the request.</returns>
    public static (ListQuery? Query, ImmutableArray<FieldError> Errors) Read(IEnumerable<KeyValuePair<string, IList<string>>> parameters, ImmutableArray<Country> countries)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var query = new ListQuery(countries, Status: null, ListQuery.MaxLimit, After: null);
        foreach (var (name, values) in parameters)
        {
            var value = values is [var only] ? only ?? "" : null;
            var rule = value is null ? "given once" : Apply(name, value, countries, ref query);
            if (rule is not null)
                errors.Add(new(Identifier.IsValid(name) ? name : "query", rule)); // a name that is none is not sent back
        }

        if (query.Status is { } status && query.After is { } after && after.Status != status)
            errors.Add(new("cursor", "the next of a list with the same filters"));
        return errors.Count == 0 ? (query, []) : (null, errors.DrainToImmutable());
    }

    /// <summary>For a route without parameters.</summary>
    public static ImmutableArray<FieldError> None(IEnumerable<KeyValuePair<string, IList<string>>> parameters) =>
        [.. parameters.Select(parameter => new FieldError(Identifier.IsValid(parameter.Key) ? parameter.Key : "query", "this path takes no query parameters"))];

    /// <returns>The rule that the value breaks; null where it breaks none.</returns>
    private static string? Apply(string name, string value, ImmutableArray<Country> countries, ref ListQuery query)
    {
        switch (name)
        {
            case "country" when Country.Find(countries, value) is { } country:
                query = query with { Countries = [country] };
                return null;
            case "country":
                return $"one of {string.Join(", ", countries.Select(country => $"{country.Code} ({country.Name})"))}";
            case "status" when StatusNames.Find(value) is { } status:
                query = query with { Status = status };
                return null;
            case "status":
                return $"one of {string.Join(", ", StatusNames.All)}";
            case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= ListQuery.MinLimit and <= ListQuery.MaxLimit:
                query = query with { Limit = limit };
                return null;
            case "limit":
                return $"a whole number from {ListQuery.MinLimit} to {ListQuery.MaxLimit}";
            case "cursor" when ListCursor.Read(value) is { } cursor:
                query = query with { After = cursor };
                return null;
            case "cursor":
                return "the next of an earlier page, as it was";
            default:
                return "one of country, status, limit, cursor";
        }
    }
}
