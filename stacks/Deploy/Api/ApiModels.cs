using System.Text.Json.Nodes;
using Appointments.Contract;
using Appointments.Domain;
using Microsoft.OpenApi;

namespace Appointments.Deploy.Api;

/// <summary>
/// The bodies that clients send and get, as models that API Gateway checks. Model names are letters and digits only, and the keywords are ones that
/// API Gateway imports (AWS, "Amazon API Gateway important notes"); patterns have no look-ahead, because validators differ in it.
/// </summary>
internal static class ApiModels
{
    public const string Change = "StatusChange", Accepted = "Accepted", Appointment = "Appointment", Page = "AppointmentPage", Error = "Error";

    private const string ApiKeyScheme = "api_key";

    public static string Registration(Country country) => $"Registration{country.Code}";

    public static OpenApiComponents Components(IEnumerable<Country> countries)
    {
        var schemas = new Dictionary<string, IOpenApiSchema>
        {
            [Change] = Object([RegistrationMessage.AppointmentId, RegistrationMessage.Status], new()
            {
                [RegistrationMessage.AppointmentId] = Id("The appointment."),
                [RegistrationMessage.Status] = OneOf(StatusNames.All),
            }),
            [Accepted] = Object(["status", "region", "requestId"], new() { ["status"] = Text(), ["region"] = Text(), ["requestId"] = Text() }),
            [Error] = Object(["message", "errors"], new()
            {
                ["message"] = Text(),
                ["errors"] = ListOf(Object(["field", "rule"], new() { ["field"] = Text(), ["rule"] = Text() })),
            }),
            [Appointment] = AppointmentSchema(),
            [Page] = Object(["appointments", "next"], new() { ["appointments"] = ListOf(AppointmentSummary()), ["next"] = Text("The next page's cursor; null on the last.") }),
        };
        foreach (var country in countries)
            schemas[Registration(country)] = RegistrationSchema(country);
        return new OpenApiComponents
        {
            Schemas = schemas,
            SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [ApiKeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-api-key" },
            },
        };
    }

    public static OpenApiSecurityRequirement ApiKey(OpenApiDocument document) => new() { [new OpenApiSecuritySchemeReference(ApiKeyScheme, document)] = [] };

    private static OpenApiSchema RegistrationSchema(Country country) => Object(
        [RegistrationMessage.AppointmentId, RegistrationMessage.Country, RegistrationMessage.Status], new()
        {
            [RegistrationMessage.AppointmentId] = Id("Chosen by the clinic, the same for the same appointment."),
            [RegistrationMessage.Country] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = CountryPattern(country),
                Description = $"{country.Name} or {country.Code}, in any letter case, with or without accents.",
            },
            [RegistrationMessage.Schedule] = Id("Appointments that compete for one doctor or room name one schedule and are handled in order."),
            [RegistrationMessage.Status] = OneOf([AppointmentStatus.Requested.Wire()]),
        });

    /// <summary>Name or code, each letter in both cases and with any accent: JSON schema has no case-insensitive pattern.</summary>
    internal static string CountryPattern(Country country)
    {
        static string AnyCase(string text) => string.Concat(text.Select(letter => char.IsLetter(letter) ? $"[{Letters.Variants(letter)}]" : letter.ToString()));
        return $"^({AnyCase(country.Code)}|{AnyCase(country.Name)})$";
    }

    private static OpenApiSchema AppointmentSummary() => Object(["appointmentId", "country", "status", "changedAt", "changedIn"], new()
    {
        ["appointmentId"] = Text(), ["country"] = Text("ISO 3166-1 alpha-2."), ["schedule"] = Text(), ["status"] = Text(), ["changedAt"] = Text("ISO 8601, UTC."), ["changedIn"] = Text("AWS region."),
    });

    private static OpenApiSchema AppointmentSchema()
    {
        var schema = AppointmentSummary();
        schema.Properties!["ledger"] = ListOf(Object(["status", "changedAt", "changedIn", "overruled"], new()
        {
            ["status"] = Text(), ["previousStatus"] = Text(), ["changedAt"] = Text(), ["changedIn"] = Text(), ["requestId"] = Text(), ["overruled"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        }));
        schema.Properties["quarantined"] = ListOf(Object(["reason", "at", "region"], new() { ["reason"] = Text(), ["at"] = Text(), ["region"] = Text() }));
        return schema;
    }

    private static OpenApiSchema Object(IEnumerable<string> required, Dictionary<string, IOpenApiSchema> properties) => new()
    {
        Type = JsonSchemaType.Object,
        Required = required.ToHashSet(),
        Properties = properties,
        AdditionalPropertiesAllowed = false, // what is not needed is not collected: health data
    };

    private static OpenApiSchema ListOf(IOpenApiSchema item) => new() { Type = JsonSchemaType.Array, Items = item };

    private static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema OneOf(IEnumerable<string> values) => new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };

    private static OpenApiSchema Id(string description) => new()
    {
        Type = JsonSchemaType.String,
        MinLength = Identifier.MinLength,
        MaxLength = Identifier.MaxLength,
        Pattern = Identifier.Pattern,
        Description = $"{description} {Identifier.Rule}.",
    };
}
