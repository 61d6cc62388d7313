using System.Reflection;

namespace Pulumi;

/// <summary>A resource that groups others.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <param name="type">The type token.</param>
    /// <param name="name">The name, which stays.</param>
    /// <param name="args">What it is made from; its inputs are registered with it.</param>
    /// <param name="options">Parent, providers, order.</param>
    /// <param name="remote">A component of another language; not in the offline stand-in.</param>
    /// <exception cref="NotSupportedException"><paramref name="remote"/> is true.</exception>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
        if (remote)
        {
            throw new NotSupportedException($"{type} '{name}' is a remote component, which needs the Pulumi engine; the offline stand-in has none.");
        }
    }

    /// <summary>Registers every public property that is marked with <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs()
    {
        var marked =
            from property in GetType().GetProperties()
            let output = property.GetCustomAttribute<OutputAttribute>(inherit: false)
            where output is not null && property.Name != nameof(Urn)
            select KeyValuePair.Create(string.IsNullOrWhiteSpace(output.Name) ? property.Name : output.Name, property.GetValue(this));
        RegisterOutputs(new Dictionary<string, object?>(marked));
    }

    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Instance.Run.RegisterOutputs(this, outputs);
    }
}
