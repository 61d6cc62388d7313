using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Makes and combines outputs.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => Output<T>.Of(OutputData<T>.Known(value));

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    public static Output<T> CreateSecret<T>(T value) => Output<T>.Of(OutputData<T>.Known(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.Create(value, isSecret: true);

    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    public static Output<T> Unsecret<T>(Output<T> output) => output.With(data => data with { IsSecret = false });

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.Data.ConfigureAwait(false)).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => input.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
    {
        var all = outputs.ToArray();
        return new(GatherAsync());

        async Task<OutputData<ImmutableArray<T>>> GatherAsync()
        {
            var gathered = OutputData<ImmutableArray<T>>.Known([]);
            foreach (var output in all)
            {
                var data = await output.Data.ConfigureAwait(false);
                gathered = new(
                    gathered.Resources.Union(data.Resources),
                    gathered.Value.Add(data.Value),
                    gathered.IsKnown && data.IsKnown,
                    gathered.IsSecret || data.IsSecret);
            }

            return gathered;
        }
    }

    public static Output<string> Format(FormattableString formattableString) =>
        All(formattableString.GetArguments().Select(ToObject)).Apply(values =>
            string.Format(null, formattableString.Format, [.. values]));

    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(OutputJson.WriteAsync(value, options));
    }

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Apply(text => JsonSerializer.Deserialize<T>(text, options)!);
    }

    internal static Output<object?> ToObject(object? value)
    {
        return value switch
        {
            IInput input => new(input.AsOutput().GetDataAsync()),
            IOutput output => new(output.GetDataAsync()),
            _ => Create(value),
        };
    }
}
