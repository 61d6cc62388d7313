using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A value that exists once the resources that it depends on do.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;
        Deployment.Current?.Run.Pending.Track(data); // a run ends only when every output made in it has its value
    }

    internal Task<OutputData<T>> Data { get; }

    public static Output<T> Create(Task<T> value) => Create(value, isSecret: false);

    public Output<ValueTuple> Apply(Func<T, Task> func) => Apply<ValueTuple>(async value =>
    {
        await func(value).ConfigureAwait(false);
        return default;
    });

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => new(ApplyAsync(func));

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));

    /// <summary>Advice rather than the value, which is not there yet.</summary>
    /// <exception cref="InvalidOperationException"><c>PULUMI_ERROR_OUTPUT_STRING</c> is <c>true</c> or <c>1</c>, or no run is under way.</exception>
    public override string ToString()
    {
        const string advice = """
            Calling [ToString] on an [Output<T>] is not supported.

            To get the value of an Output<T> as an Output<string> consider:
            1. o.Apply(v => $"prefix{v}suffix")
            2. Output.Format($"prefix{hostname}suffix");

            See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.
            """;
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } flag
            && (flag == "1" || flag.Equals("true", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(advice);
        }

        Log.Warn(advice);
        return advice + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }

    internal static Output<T> Create(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(DataOf(value, isSecret));
    }

    internal static Output<T> Of(OutputData<T> data) => new(Task.FromResult(data));

    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return new(ChangedAsync());

        async Task<OutputData<T>> ChangedAsync() => change(await Data.ConfigureAwait(false));
    }

    internal async Task<T> ValueOrAsync(T whenUnknown)
    {
        var data = await Data.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await Data.ConfigureAwait(false);
        return new(data.Resources, data.Value, data.IsKnown, data.IsSecret);
    }

    private static async Task<OutputData<T>> DataOf(Task<T> value, bool isSecret) =>
        OutputData<T>.Known(await value.ConfigureAwait(false), isSecret);

    private async Task<OutputData<TResult>> ApplyAsync<TResult>(Func<T, Output<TResult>?> func)
    {
        var data = await Data.ConfigureAwait(false);
        if (!data.IsKnown && Deployment.Instance.IsDryRun)
        {
            return new(data.Resources, default!, IsKnown: false, data.IsSecret);
        }

        var inner = func(data.Value) is { } result
            ? await result.Data.ConfigureAwait(false)
            : OutputData<TResult>.Known(default!);
        return new(data.Resources.Union(inner.Resources), inner.Value, data.IsKnown && inner.IsKnown, data.IsSecret || inner.IsSecret);
    }
}
