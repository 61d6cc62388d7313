namespace Pulumi;

/// <summary>What a resource takes: a value, or an output of another resource.</summary>
public class Input<T> : IInput
{
    private protected Input(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Output = output;
    }

    private protected Output<T> Output { get; set; }

    public static implicit operator Input<T>(T value) => new(Pulumi.Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.Output;

    IOutput IInput.AsOutput() => Output;
}
