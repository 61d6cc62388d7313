using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list whose elements, or the whole of it, may be outputs.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    public InputList()
        : this(Pulumi.Output.Create(ImmutableArray<T>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<T>> values)
        : base(values)
    {
    }

    public static implicit operator InputList<T>(T value) => From((Input<T>)value);

    public static implicit operator InputList<T>(Output<T> value) => From((Input<T>)value);

    public static implicit operator InputList<T>(Input<T> value) => From(value);

    public static implicit operator InputList<T>(T[] values) => new(Pulumi.Output.Create(ImmutableArray.CreateRange(values)));

    public static implicit operator InputList<T>(Output<T>[] values) => new(Pulumi.Output.All(values));

    public static implicit operator InputList<T>(Input<T>[] values) => From(values);

    public static implicit operator InputList<T>(List<T> values) => new(Pulumi.Output.Create(ImmutableArray.CreateRange(values)));

    public static implicit operator InputList<T>(List<Output<T>> values) => new(Pulumi.Output.All(values));

    public static implicit operator InputList<T>(List<Input<T>> values) => From([.. values]);

    public static implicit operator InputList<T>(ImmutableArray<T> values) => new(Pulumi.Output.Create(values));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => new(Pulumi.Output.All(values.AsEnumerable()));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => From([.. values]);

    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(ImmutableArray.CreateRange));

    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(ImmutableArray.CreateRange));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(ImmutableArray.CreateRange));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values);

    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => Output = Concat(inputs);

    public InputList<T> Concat(InputList<T> other) =>
        new(Pulumi.Output.Tuple(Output, other.Output).Apply(lists => lists.Item1.AddRange(lists.Item2)));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in await Output.ValueOrAsync([]).ConfigureAwait(false))
        {
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    internal InputList<T> Copy() => new(Output);

    private static InputList<T> From(params Input<T>[] values) => new(Pulumi.Output.All(values));
}
