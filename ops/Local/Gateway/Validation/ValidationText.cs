using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Appointments.Local.Gateway.Validation;

/// <summary><c>$context.error.validationErrorString</c>, in the words of the Java validator that API Gateway answers with (json-schema-validator, validation.properties).</summary>
/// <param name="patterns">Each .NET pattern to the ECMA 262 pattern that the document writes.</param>
internal sealed class ValidationText(IReadOnlyDictionary<string, string> patterns)
{
    public const string NotJson = "[Unknown error parsing request body]";

    public string Of(IEnumerable<ValidationError> errors, JToken root)
    {
        var all = errors.ToArray();
        // The Java validator says missing and unwanted properties of one object in one sentence each.
        var sentences = all.Where(error => error.Kind == ValidationErrorKind.PropertyRequired).GroupBy(ObjectOf)
            .Select(group => $"object has missing required properties ({Names(group.Select(error => error.Property!))})")
            .Concat(all.Where(error => error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed).GroupBy(ObjectOf)
                .Select(group => $"object instance has properties which are not allowed by the schema: {Names(group.Select(error => error.Property!))}"))
            .Concat(all.Where(error => error.Kind is not (ValidationErrorKind.PropertyRequired or ValidationErrorKind.NoAdditionalPropertiesAllowed)).Select(error => Sentence(error, root)));
        return $"[{string.Join(", ", sentences)}]";
    }

    /// <summary>What should have had the property that the error is about.</summary>
    public static JToken? OwnerOf(ValidationError error, JToken root) => root.SelectToken(ObjectOf(error).TrimStart('#', '/'));

    private string Sentence(ValidationError error, JToken root)
    {
        var found = root.SelectToken(PathOf(error)) ?? root;
        var schema = error.Schema.ActualSchema;
        return error.Kind switch
        {
            ValidationErrorKind.PatternMismatch => $"ECMA 262 regex \"{patterns[schema.Pattern!]}\" does not match input string \"{found}\"",
            ValidationErrorKind.StringTooShort => $"string \"{found}\" is too short (length: {Length(found)}, required minimum: {schema.MinLength})",
            ValidationErrorKind.StringTooLong => $"string \"{found}\" is too long (length: {Length(found)}, maximum allowed: {schema.MaxLength})",
            ValidationErrorKind.NotInEnumeration => $"instance value ({found.ToString(Formatting.None)}) not found in enum (possible values: {JsonConvert.SerializeObject(schema.Enumeration)})",
            ValidationErrorKind.NumberTooSmall => $"numeric instance is lower than the required minimum (minimum: {schema.Minimum}, found: {found})",
            ValidationErrorKind.NumberTooBig => $"numeric instance is greater than the required maximum (maximum: {schema.Maximum}, found: {found})",
            ValidationErrorKind.TooManyItems => $"array is too long: must have at most {schema.MaxItems} elements but instance has {found.Count()} elements",
            ValidationErrorKind.TooFewItems => $"array is too short: must have at least {schema.MinItems} elements but instance has {found.Count()} elements",
            ValidationErrorKind.ItemsNotUnique => "array must not contain duplicate elements",
            _ when Wanted(schema) is { } wanted && IsTypeError(error.Kind) =>
                $"instance type ({TypeOf(found)}) does not match any allowed primitive type (allowed: {wanted})",
            _ => $"instance failed to match the schema ({error.Kind})",
        };
    }

    private static bool IsTypeError(ValidationErrorKind kind) => kind.ToString().EndsWith("Expected", StringComparison.Ordinal) || kind == ValidationErrorKind.NoTypeValidates;

    private static string? Wanted(JsonSchema schema) => schema.Type == JsonObjectType.None ? null
        : Names(Enum.GetValues<JsonObjectType>().Where(type => type != JsonObjectType.None && schema.Type.HasFlag(type)).Select(type => type.ToString().ToLowerInvariant()));

    private static string TypeOf(JToken token) => token.Type switch
    {
        JTokenType.Object => "object",
        JTokenType.Array => "array",
        JTokenType.Integer => "integer",
        JTokenType.Float => "number",
        JTokenType.Boolean => "boolean",
        JTokenType.Null => "null",
        _ => "string",
    };

    // Java counts UTF-16 units in the text but code points for minLength and maxLength.
    private static int Length(JToken text) => text.ToString().EnumerateRunes().Count();

    private static string Names(IEnumerable<string> names) => JsonConvert.SerializeObject(names.Order(StringComparer.Ordinal));

    private static string PathOf(ValidationError error) => (error.Path ?? "").TrimStart('#', '/').Replace('/', '.');

    private static string ObjectOf(ValidationError error) => error.Path is { } path && path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
}
