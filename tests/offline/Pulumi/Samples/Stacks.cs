using Pulumi;

namespace Appointments.Tests.Offline;

public sealed class OneQueueStack : Stack
{
    public OneQueueStack()
    {
        var provider = new Provider("p");
        var queue = new Queue("q", new QueueArgs(), new CustomResourceOptions { Provider = provider });
        Url = queue.Id;
        Key = Output.CreateSecret("k");
    }

    [Output]
    public Output<string> Url { get; private set; }

    [Output("key")]
    public Output<string> Key { get; private set; }
}

public sealed class UnsetStack : Stack
{
    public UnsetStack() => Url = null!;

    [Output]
    public Output<string> Url { get; private set; }
}

public sealed class PlainTextStack : Stack
{
    [Output]
    public string Url { get; private set; } = "not an output";
}

public sealed class GivenStack : Stack
{
    public GivenStack(Title title) => Text = Output.Create(title.Text);

    [Output]
    public Output<string> Text { get; private set; }

    public sealed record Title(string Text);
}

/// <summary>Has what a stack's constructor asks for.</summary>
internal sealed class Services(object? service) : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(GivenStack) && service is GivenStack.Title title ? new GivenStack(title) : null;
}
