using Pulumi;

namespace Appointments.Tests.Offline;

/// <summary>A component with one child.</summary>
public sealed class Region : ComponentResource
{
    public Region(string name, ComponentResourceOptions? options = null, bool register = true, string? note = "seen")
        : base("appointments:aws:Region", name, new RegionArgs { Title = "north" }, options)
    {
        Queue = new Queue($"{name}-queue", new QueueArgs(), new CustomResourceOptions { Parent = this });
        Url = Queue.Id;
        Note = note;
        if (register)
        {
            RegisterOutputs();
        }
    }

    public Queue Queue { get; }

    [Output]
    public Output<string> Url { get; private set; }

    [Output("remark")]
    public string? Note { get; private set; }

    public string Unmarked => GetResourceName();
}

public sealed class RegionArgs : ResourceArgs
{
    [Input("title")]
    public Input<string>? Title { get; set; }
}
