namespace Pulumi;

/// <summary>How the engine treats a resource that a provider makes.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    public bool? DeleteBeforeReplace { get; set; }

    public List<string> AdditionalSecretOutputs { get => field ??= []; set; }

    public string? ImportId { get; set; }

    /// <returns>New options; neither argument changes.</returns>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is not null)
            {
                merged.Take(options);
                merged.DeleteBeforeReplace = options.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
                merged.ImportId = options.ImportId ?? merged.ImportId;
                merged.AdditionalSecretOutputs.AddRange(options.AdditionalSecretOutputs);
            }
        }

        return merged;
    }
}
