using System.Text.Json;

namespace Pulumi;

/// <summary>An input of JSON, given as text, document or element.</summary>
public sealed class InputJson : Input<JsonElement>
{
    public InputJson()
        : this(Pulumi.Output.Create(default(JsonElement)))
    {
    }

    private InputJson(Output<JsonElement> output)
        : base(output)
    {
    }

    public static implicit operator InputJson(string json) => new(Pulumi.Output.Create(Parse(json)));

    public static implicit operator InputJson(JsonDocument document) => new(Pulumi.Output.Create(document.RootElement));

    public static implicit operator InputJson(JsonElement element) => new(Pulumi.Output.Create(element));

    public static implicit operator InputJson(Output<string> json) => new(json.Apply(Parse));

    public static implicit operator InputJson(Output<JsonDocument> document) => new(document.Apply(json => json.RootElement));

    public static implicit operator InputJson(Output<JsonElement> element) => new(element);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
