using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Acornima.Ast;
using Jint;
using Jint.Runtime;

namespace Appointments.Local.Velocity;

/// <summary>One JavaScript engine with Velocity in it. Serves one thread at a time; keeps every template it has parsed.</summary>
internal sealed class VelocityEngine : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Dictionary<string, int> _parsed = new(StringComparer.Ordinal);
    private JsonPaths _payload = new("");
    private MalformedPayloadException? _malformed;

    public VelocityEngine(Prepared<Script> velocity, Prepared<Script> prelude)
    {
        _engine.Execute("var host = {}, console = {};"); // the bundled package debug asks for a console and then stays silent
        var host = _engine.GetValue("host").AsObject();
        host.Set("jsonPath", Jint.Native.JsValue.FromObject(_engine, new Func<string, string?>(Select)));
        host.Set("base64Encode", Jint.Native.JsValue.FromObject(_engine, new Func<string, string>(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))));
        host.Set("base64Decode", Jint.Native.JsValue.FromObject(_engine, new Func<string, string>(text => Encoding.UTF8.GetString(Convert.FromBase64String(text)))));
        _engine.Execute(velocity);
        _engine.Execute(prelude);
    }

    /// <exception cref="VelocityTemplateException">The template is not Velocity.</exception>
    public int Parse(string template)
    {
        if (_parsed.TryGetValue(template, out var id))
        {
            return id;
        }

        try
        {
            id = (int)_engine.Invoke("compile", template).AsNumber();
        }
        catch (JavaScriptException e)
        {
            throw new VelocityTemplateException($"A mapping template does not parse: {e.Message}. It begins: {template[..Math.Min(template.Length, 80)]}", e);
        }

        _parsed.Add(template, id);
        return id;
    }

    /// <exception cref="VelocityTemplateException">The template failed while it ran.</exception>
    /// <exception cref="MalformedPayloadException">The template asked for JSON in a payload that has none.</exception>
    public VelocityOutput Render(string template, VelocityInput input)
    {
        var id = Parse(template);
        _payload = new JsonPaths(input.Body);
        _malformed = null;
        var variables = new JsonObject
        {
            ["context"] = input.Context.DeepClone(),
            ["params"] = input.Parameters.DeepClone(),
            ["stageVariables"] = input.StageVariables.DeepClone(),
            ["body"] = input.Body,
        };
        string made;
        try
        {
            made = _engine.Invoke("render", id, variables.ToJsonString()).AsString();
        }
        catch (JavaScriptException e)
        {
            throw new VelocityTemplateException($"A mapping template failed: {e.Message}. It begins: {template[..Math.Min(template.Length, 80)]}", e);
        }

        return _malformed is null ? Read(JsonNode.Parse(made)!) : throw _malformed;
    }

    public void Dispose() => _engine.Dispose();

    // Kept and thrown after the render: an exception that crosses the engine's stack would cost the engine.
    private string? Select(string path)
    {
        try
        {
            return _payload.Select(path);
        }
        catch (MalformedPayloadException e)
        {
            _malformed = e;
            return null;
        }
    }

    private static VelocityOutput Read(JsonNode made) => new(
        made["text"]!.GetValue<string>(),
        // API Gateway ignores an override that is no status.
        int.TryParse(made["status"]!.GetValue<string>(), out var status) && status is >= 100 and <= 599 ? status : null,
        Headers(made["responseHeaders"]!),
        Headers(made["requestHeaders"]!));

    private static ImmutableDictionary<string, string> Headers(JsonNode from) =>
        from.Deserialize<Dictionary<string, string>>()!.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
}
