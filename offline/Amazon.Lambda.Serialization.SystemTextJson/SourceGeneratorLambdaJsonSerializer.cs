using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>JSON by source-generated code: nothing is reflected on, so it works trimmed and native.</summary>
/// <typeparam name="TSGContext">Lists every event and response type of the function.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext>
    : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly TSGContext context;

    public SourceGeneratorLambdaJsonSerializer() : this((Action<JsonSerializerOptions>)null, null)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer) : this(customizer, null)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer)
        : this((Action<JsonSerializerOptions>)null, jsonWriterCustomizer)
    {
    }

    /// <summary>Makes the context itself, with AWS's naming in its options.</summary>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer, Action<JsonWriterOptions> jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);
        var constructor = typeof(TSGContext).GetConstructor([typeof(JsonSerializerOptions)])
            ?? throw new JsonSerializerException($"{typeof(TSGContext).FullName} has no public constructor that takes JsonSerializerOptions; let the source generator write it.");
        context = (TSGContext)constructor.Invoke([SerializerOptions]);
    }

    /// <summary>Takes the context as it is: its own options decide names, letter case and nulls.</summary>
    public SourceGeneratorLambdaJsonSerializer(
        TSGContext jsonSerializerContext, Action<JsonSerializerOptions> customizer = null, Action<JsonWriterOptions> jsonWriterCustomizer = null)
        : base(jsonWriterCustomizer)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);
        context = jsonSerializerContext;
    }

    protected JsonSerializerOptions SerializerOptions { get; }

    protected override T InternalDeserialize<T>(byte[] utf8Json) => JsonSerializer.Deserialize(utf8Json, TypeInfo<T>());

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) => JsonSerializer.Serialize(writer, response, TypeInfo<T>());

    private JsonTypeInfo<T> TypeInfo<T>() => context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException($"No JsonTypeInfo registered in {context.GetType().FullName} for type {typeof(T).FullName}.");
}
