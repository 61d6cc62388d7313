using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>JSON text of a value with outputs anywhere inside it.</summary>
internal static class OutputJson
{
    public static async Task<OutputData<string>> WriteAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await value.Data.ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return new(data.Resources, "", IsKnown: false, data.IsSecret);
        }

        var found = new Found();
        var withOutputs = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        withOutputs.Converters.Add(new Converters(found));
        // On its own thread: a converter can only block while it waits for an output.
        var text = await Task.Run(() => JsonSerializer.Serialize(data.Value, withOutputs)).ConfigureAwait(false);
        var resources = data.Resources.Union(found.Resources);
        return new(resources, found.IsKnown ? text : "", found.IsKnown, data.IsSecret || found.IsSecret);
    }

    private sealed class Found
    {
        public HashSet<Resource> Resources { get; } = [];

        public bool IsKnown { get; set; } = true;

        public bool IsSecret { get; set; }
    }

    private sealed class Converters(Found found) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsAssignableTo(typeof(IOutput)) || typeToConvert.IsAssignableTo(typeof(IInput));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), found)!;
    }

    private sealed class Converter<TOutput>(Found found) : JsonConverter<TOutput>
    {
        public override TOutput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("The offline stand-in does not read outputs inside JSON; deserialize the plain type.");

        public override void Write(Utf8JsonWriter writer, TOutput value, JsonSerializerOptions options)
        {
            var data = ((value as IInput)?.AsOutput() ?? (IOutput)value!).GetDataAsync().GetAwaiter().GetResult();
            found.Resources.UnionWith(data.Resources);
            found.IsKnown &= data.IsKnown;
            found.IsSecret |= data.IsSecret;
            JsonSerializer.Serialize(writer, data.IsKnown ? data.Value : null, options);
        }
    }
}
