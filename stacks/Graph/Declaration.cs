using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Utilities;

namespace Appointments.Graph;

/// <summary>One resource as the program declared it: what mocks do not show (parent, dependencies, options).</summary>
internal sealed record Declaration(Resource Resource, ResourceArgs? Args, ResourceOptions Options)
{
    public string Type => Resource.GetResourceType();

    public string Name => Resource.GetResourceName();

    /// <summary>The explicit dependencies and those that come from using another resource's output.</summary>
    public async Task<ImmutableHashSet<Resource>> DependenciesAsync()
    {
        var found = ImmutableHashSet.CreateBuilder<Resource>();
        Output<ImmutableArray<Resource>> dependsOn = Options.DependsOn;
        found.UnionWith(await OutputUtilities.GetValueAsync(dependsOn));
        await CollectAsync(Args, found);
        return found.ToImmutable();
    }

    /// <summary>Walks arguments: an output says whose it is, and may hold further arguments with outputs of their own.</summary>
    private static async Task CollectAsync(object? value, ImmutableHashSet<Resource>.Builder found)
    {
        switch (value)
        {
            case null or string:
                return;
            case InputArgs args:
                foreach (var input in Inputs(args))
                    await CollectAsync(input, found);
                return;
            case IDictionary map:
                foreach (var item in map.Values)
                    await CollectAsync(item, found);
                return;
        }
        if (Outputs.From(value) is { } output)
        {
            found.UnionWith(await output.DependenciesAsync());
            await CollectAsync(await output.ValueAsync(), found);
        }
        else if (value is IEnumerable items and not IAsyncEnumerable<object>)
        {
            foreach (var item in items)
                await CollectAsync(item, found);
        }
    }

    /// <summary>The fields and properties marked as inputs. Fields, because merely reading an unset list's property would send it empty.</summary>
    private static IEnumerable<object?> Inputs(InputArgs args)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var type = args.GetType();
        return type.GetFields(all).Where(field => field.IsDefined(typeof(InputAttribute))).Select(field => field.GetValue(args))
            .Concat(type.GetProperties(all).Where(property => property.IsDefined(typeof(InputAttribute))).Select(property => property.GetValue(args)));
    }
}
