using System.Collections.Immutable;
using Appointments.Deploy.Components;
using Appointments.Plan;
using Pulumi;
using Aws = Pulumi.Aws;

namespace Appointments.Deploy;

/// <summary>What one stack declares: a provider per region, the global tables, and the same component in every region.</summary>
public static class AppointmentsProgram
{
    /// <param name="stack">The environment, such as <c>dev</c>.</param>
    /// <param name="apiKey">The clinics' key; a secret.</param>
    /// <param name="code">The functions' deployment archive.</param>
    /// <returns>The stack's outputs: <c>regionUrls</c>, region to the address of its stage.</returns>
    public static IDictionary<string, object?> Declare(string stack, DeploymentSettings settings, Output<string> apiKey, Archive code)
    {
        var providers = settings.Regions.ToImmutableDictionary(region => region, region => Provider(region, stack, settings));
        var tables = new GlobalTables(Names.Global, new GlobalTablesArgs(settings.PrimaryRegion, settings.Regions.Remove(settings.PrimaryRegion), settings.ProtectData),
            new ComponentResourceOptions { Providers = [providers[settings.PrimaryRegion]] });
        var regions = settings.Regions.Select(region => (Name: region, Component: new Region(Names.Region(region),
            new RegionArgs(region, settings, tables, code, apiKey), new ComponentResourceOptions { Providers = [providers[region]] }))).ToArray();
        return new Dictionary<string, object?>
        {
            ["regionUrls"] = Output.All(regions.Select(region => region.Component.Url)).Apply(urls =>
                regions.Zip(urls).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second)),
        };
    }

    /// <summary>Explicit, rather than the <c>region</c> argument of each resource: default tags, allowed accounts, and nothing lands in a wrong region by omission.</summary>
    private static Aws.Provider Provider(string region, string stack, DeploymentSettings settings)
    {
        var args = new Aws.ProviderArgs
        {
            Region = region,
            DefaultTags = new Aws.Inputs.ProviderDefaultTagsArgs { Tags = Tags.For(stack) },
        };
        if (settings.AccountId is { } account)
            args.AllowedAccountIds = [account];
        return new Aws.Provider(Names.Region(region), args);
    }
}
