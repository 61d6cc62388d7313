using System.Reflection;

namespace Pulumi;

/// <summary>The root of everything that a program declares.</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", new ComponentResourceOptions
        {
            ResourceTransformations = options?.ResourceTransformations ?? [],
        }) => Deployment.Instance.Run.Root = this;

    /// <summary>Registers the stack's own outputs.</summary>
    /// <exception cref="RunException">One has no value, or is not an output.</exception>
    internal void RegisterPropertyOutputs()
    {
        var outputs = GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.IsDefined(typeof(OutputAttribute)))
            .ToDictionary(property => property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name, property => property.GetValue(this));
        var unset = outputs.Where(output => output.Value is null).Select(output => output.Key).ToArray();
        if (unset.Length > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unset)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        var others = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToArray();
        if (others.Length > 0)
        {
            throw RunException.OutputsHaveIncorrectType(others);
        }

        RegisterOutputs(outputs);
    }
}
