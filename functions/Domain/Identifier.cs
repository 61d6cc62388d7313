using System.Text.RegularExpressions;

namespace Appointments.Domain;

/// <summary>What an appointment's id and a schedule may be, so that each can be an SQS deduplication id and a path segment as it is.</summary>
public static partial class Identifier
{
    public const int MinLength = 1;

    /// <summary>In characters. SQS takes 128 for a deduplication or group id; the rest is room for <c>#</c> and the API key's id, or a dead letter's attempt.</summary>
    public const int MaxLength = 100;

    /// <summary>Letters, digits and <c>. _ : -</c>, but not <c>.</c> or <c>..</c>. Without look-ahead, in which JSON schema validators differ, and without backslashes, because the pattern is quoted in JSON answers.</summary>
    public const string Pattern = "^([.]{0,2}[A-Za-z0-9_:-]|[.]{3})[A-Za-z0-9._:-]*$";

    /// <summary>The rule in words, for error messages and documentation.</summary>
    public const string Rule = "1 to 100 of A-Z a-z 0-9 . _ : -, and not . or ..";

    public static bool IsValid(string? text) => text is { Length: >= MinLength and <= MaxLength } && !text.EndsWith('\n') && Shape().IsMatch(text);

    [GeneratedRegex(Pattern)]
    private static partial Regex Shape();
}
