using System.Collections.Immutable;

namespace Appointments.Local.Gateway.Document;

/// <summary>Templates by content type, in the document's order: where nothing matches, the first may stand in.</summary>
internal sealed class Templates(ImmutableArray<KeyValuePair<string, string>> entries)
{
    public static readonly Templates None = new([]);

    public bool IsEmpty => entries.IsEmpty;

    public IEnumerable<string> Values => entries.Select(entry => entry.Value);

    /// <summary>The template of exactly this media type, parameters such as <c>charset</c> aside; null where there is none.</summary>
    public string? Of(string mediaType) =>
        entries.Where(entry => entry.Key.Equals(MediaType.Of(mediaType), StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Value).FirstOrDefault();

    /// <summary>For an answer: by <c>Accept</c>, else <c>application/json</c>, else the first (AWS, "Data transformations for REST APIs in API Gateway", selecting a mapping template).</summary>
    public KeyValuePair<string, string>? ForAnswer(string? accept) =>
        entries.IsEmpty ? null
        : Entry(accept) ?? Entry(MediaType.Json) ?? entries[0];

    private KeyValuePair<string, string>? Entry(string? mediaType) =>
        entries.Where(entry => entry.Key.Equals(MediaType.Of(mediaType), StringComparison.OrdinalIgnoreCase)).Select(entry => (KeyValuePair<string, string>?)entry).FirstOrDefault();
}

internal static class MediaType
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>Only the MIME type counts; absent counts as JSON.</summary>
    public static string Of(string? header) => string.IsNullOrWhiteSpace(header) ? Json : header.Split(';')[0].Trim();
}
