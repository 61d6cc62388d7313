using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>JSON by reflection: for tests and tools, not for a trimmed or native function.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Why)]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = Why)]
public class DefaultLambdaJsonSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    private const string Why = "Only constructors can reach the methods, and they carry the requirement.";
    private const string Trimming = "Reflects on the event's type. Use SourceGeneratorLambdaJsonSerializer in a trimmed or native function.";

    [RequiresUnreferencedCode(Trimming)]
    [RequiresDynamicCode(Trimming)]
    public DefaultLambdaJsonSerializer() : this(null, null)
    {
    }

    [RequiresUnreferencedCode(Trimming)]
    [RequiresDynamicCode(Trimming)]
    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions> customizer) : this(customizer, null)
    {
    }

    [RequiresUnreferencedCode(Trimming)]
    [RequiresDynamicCode(Trimming)]
    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions> customizer, Action<JsonWriterOptions> jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);
    }

    protected JsonSerializerOptions SerializerOptions { get; }

    protected override T InternalDeserialize<T>(byte[] utf8Json) => JsonSerializer.Deserialize<T>(utf8Json, SerializerOptions);

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) => JsonSerializer.Serialize(writer, response, SerializerOptions);
}
