using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Appointments.Local.Gateway.Validation;

/// <summary>The model of one content type: JSON schema draft 4 (AWS, "Request validation for REST APIs in API Gateway").</summary>
internal sealed class RequestModel
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 1000 };
    private static readonly JsonSchemaValidatorSettings Settings = new() { FormatValidators = [] };
    private readonly JsonSchema _schema;
    private readonly ValidationText _text;

    private RequestModel(JsonSchema schema, ValidationText text) => (_schema, _text) = (schema, text);

    /// <exception cref="Document.ApiImportException">A pattern is not ECMA 262.</exception>
    public static async Task<RequestModel> CompileAsync(string schema, CancellationToken cancel)
    {
        var model = JToken.Parse(schema);
        var patterns = new Dictionary<string, string>();
        foreach (var pattern in model.SelectTokens("$..pattern").OfType<JValue>().Where(value => value.Type == JTokenType.String).ToArray())
        {
            var written = pattern.Value<string>()!;
            pattern.Value = EcmaPattern.ToDotNet(written);
            patterns[(string)pattern.Value] = written;
        }

        return new RequestModel(await JsonSchema.FromJsonAsync(model.ToString(Formatting.None), cancel), new ValidationText(patterns));
    }

    /// <summary>Checks a body; an empty one counts as <c>{}</c>.</summary>
    /// <exception cref="GatewayFault">It is not JSON, or not of the model.</exception>
    public void Check(string body)
    {
        var token = Parse(body.Length == 0 ? "{}" : body);
        // NJsonSchema demands required properties of what is no object as well; draft 4 (5.4.3) and API Gateway's validator do not.
        var errors = _schema.Validate(token, SchemaType.JsonSchema, Settings)
            .Where(error => error.Kind != ValidationErrorKind.PropertyRequired || ValidationText.OwnerOf(error, token) is JObject).ToArray();
        if (errors.Length > 0)
        {
            throw new GatewayFault(FaultKind.BadBody, validation: _text.Of(errors, token));
        }
    }

    private static JToken Parse(string body)
    {
        try
        {
            // Newtonsoft alone would take single quotes, comments and trailing commas, which API Gateway's parser refuses.
            using var _ = JsonDocument.Parse(body, Strict);
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new GatewayFault(FaultKind.BadBody, validation: ValidationText.NotJson, cause: e);
        }

        using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 1000 };
        return JToken.Load(reader);
    }
}
