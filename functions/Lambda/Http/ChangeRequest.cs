using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Domain;

namespace Appointments.Lambda.Http;

/// <summary>A change of status as a client asks for it: <c>{"appointmentId","status"}</c> and nothing else.</summary>
internal sealed record ChangeRequest(string AppointmentId, AppointmentStatus Status)
{
    private const string IdField = "appointmentId";
    private const string StatusField = "status";

    /// <returns>The request, or everything that is wrong with it.</returns>
    public static (ChangeRequest? Request, ImmutableArray<FieldError> Errors) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : (null, [NotAnObject]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: text that is not UTF-16
        {
            return (null, [NotAnObject]);
        }
    }

    private static FieldError NotAnObject => new("body", $"a JSON object with {IdField} and {StatusField}, each once");

    private static (ChangeRequest?, ImmutableArray<FieldError>) Read(JsonElement body)
    {
        string? Text(string field) => body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var id = Text(IdField);
        if (!Identifier.IsValid(id))
            errors.Add(new(IdField, Identifier.Rule));
        var status = StatusNames.Find(Text(StatusField));
        if (status is null)
            errors.Add(new(StatusField, $"one of {string.Join(", ", StatusNames.All)}"));
        if (body.EnumerateObject().Any(field => field.Name is not (IdField or StatusField)))
            errors.Add(new("body", $"only the fields {IdField} and {StatusField}"));
        return errors.Count == 0 ? (new ChangeRequest(id!, status!.Value), []) : (null, errors.DrainToImmutable());
    }
}
