using System.Collections.Immutable;
using Appointments.Deploy.Components;
using Appointments.Deploy.Components.Data;
using Appointments.Deploy.Components.Dns;
using Appointments.Deploy.Components.Draining;
using Appointments.Deploy.Components.Edge;
using Appointments.Deploy.Components.Watching;
using Appointments.Plan;
using Appointments.Plan.Dns;
using Pulumi;
using Aws = Pulumi.Aws;

namespace Appointments.Deploy;

/// <summary>What one stack declares: a provider per region and one for what is global, the tables, the same component in every region, the names before them.</summary>
public static class AppointmentsProgram
{
    /// <param name="stack">The environment, such as <c>dev</c>.</param>
    /// <param name="secret">A secret setting to its value, for those that are set.</param>
    /// <param name="code">The functions' deployment archive.</param>
    /// <returns>The stack's outputs: <see cref="StackOutputs"/>.</returns>
    public static IDictionary<string, object?> Declare(string stack, DeploymentSettings settings, Func<Setting, Output<string>> secret, Archive code)
    {
        var providers = settings.Regions.ToImmutableDictionary(region => region, region => Provider(Names.Region(region), region, stack, settings));
        var global = Provider(Names.Global, Names.GlobalProviderRegion, stack, settings);
        var stored = StoredData.Declare(settings, region => Of(providers[region]), new InvokeOptions { Provider = global });
        var tables = stored.Tables;
        var zone = HostedZone.Find(settings.Dns, new InvokeOptions { Provider = global });
        var certificates = settings.Regions.Select(region => (region, new OriginCertificate(Names.Certificate(region), new OriginCertificateArgs(region, settings.Dns), Of(providers[region])).Certificate)).ToImmutableArray();
        var proof = new OwnershipProof(Names.Proof, new OwnershipProofArgs(zone, settings.Dns, settings.PrimaryRegion, certificates), Of(global));
        var regions = certificates.Select(each => (Name: each.region, Component: new Region(Names.Region(each.region),
            new RegionArgs(each.region, settings, tables, code, secret, each.Certificate.Arn, proof.RecordsFor(each.region), stored.Keys.GetValueOrDefault(each.region)), Of(providers[each.region])))).ToArray();
        var routing = new OriginRouting(Names.Routing, new OriginRoutingArgs(zone, settings, [.. regions.Select(region => new RoutedRegion(region.Name, region.Component.OriginNames))]), Of(global));
        var edge = new ApiEdge(Names.Edge, new ApiEdgeArgs(zone, settings, secret(settings.Edge.OriginSecrets[0]), [.. regions.Select(region => region.Component.Firewall)]), Of(global));
        var environment = $"{Setting.Namespace}-{stack}";
        var watch = new GlobalWatching(Names.GlobalWatch, new GlobalWatchingArgs(environment, settings.Watching, tables.AccountId, routing.Checks, edge.FirewallMetricName), Of(global));
        ImmutableArray<Watch> backups = stored.Vault is { } vault ? BackupWatches.Of(vault, tables.Arns.Length, settings.Data.Backups?.CopyRegion is not null) : [];
        if (!backups.IsEmpty)
            _ = new Alarms($"{Names.Backups}-alarms", new AlarmsArgs(backups, regions.Single(region => region.Name == settings.PrimaryRegion).Component.Watching.Topic), Of(providers[settings.PrimaryRegion]));
        DeliverAlarms([.. regions], settings, providers);
        _ = new EnvironmentDashboard(Names.Dashboard, new EnvironmentDashboardArgs(environment,
        [
            .. regions.Select(region => new WatchedColumn(region.Name, region.Name, [.. region.Component.Watching.Watches, .. region.Component.AutoDrain?.Watches ?? []])),
            .. regions.Select(region => new WatchedColumn(region.Name, Names.GlobalProviderRegion, [watch.Health[region.Name]])),
            new WatchedColumn(settings.PrimaryRegion, Names.GlobalProviderRegion, [watch.Edge]), // of no region: in the first column
            new WatchedColumn(settings.PrimaryRegion, settings.PrimaryRegion, backups),
        ]), Of(providers[settings.PrimaryRegion]));
        return Outputs(settings, tables, [.. regions]);
    }

    /// <summary>What <see cref="StackOutputs"/> names.</summary>
    private static Dictionary<string, object?> Outputs(DeploymentSettings settings, GlobalTables tables, ImmutableArray<(string Name, Region Component)> regions) => new()
    {
        [StackOutputs.Url] = $"https://{settings.Dns.Api}/{ApiPaths.Stage}",
        [StackOutputs.OriginUrl] = $"https://{settings.Dns.Origin}/{ApiPaths.Stage}",
        [StackOutputs.RegionNames] = settings.Regions,
        [StackOutputs.RegionUrls] = settings.Regions.ToImmutableDictionary(region => region, region => $"https://{settings.Dns.OriginOf(region)}/{ApiPaths.Stage}"),
        [StackOutputs.Watchers] = settings.Regions.ToImmutableDictionary(region => region, settings.WatcherOf),
        [StackOutputs.SettlesWithinSeconds] = (settings.Dns.HealthCheckIntervalSeconds * DnsSettings.FailureThreshold) + settings.Dns.RecordTtlSeconds,
        [StackOutputs.Tables] = Output.Tuple(tables.AppointmentsTableName, tables.QuarantineTableName, tables.RegionsTableName).Apply(names => ImmutableDictionary<string, string>.Empty
            .Add(StackOutputs.Appointments, names.Item1).Add(StackOutputs.Quarantine, names.Item2).Add(StackOutputs.Regions, names.Item3)),
        [StackOutputs.Countries] = settings.Countries.ToImmutableDictionary(country => country.Code, country => ImmutableDictionary<string, string>.Empty
            .Add(StackOutputs.CountryPath, country.Path).Add(StackOutputs.CountryName, country.Name)),
        [StackOutputs.Queues] = Output.All(regions.Select(region => region.Component.Queues.Apply(queues => (region.Name, Queues: queues))))
            .Apply(all => all.ToImmutableDictionary(region => region.Name, region => region.Queues)),
        [StackOutputs.Functions] = Output.All(regions.Select(region => region.Component.Functions.Apply(functions => (region.Name, Functions: functions))))
            .Apply(all => all.ToImmutableDictionary(region => region.Name, region => region.Functions)),
        [StackOutputs.ReservedConcurrency] = settings.Performance.ReservedConcurrency ?? 0,
        [StackOutputs.FaultTemplates] = Output.All(regions.Select(region => region.Component.FaultTemplates.Apply(templates => (region.Name, Templates: templates))))
            .Apply(all => all.ToImmutableDictionary(region => region.Name, region => region.Templates)),
    };

    /// <summary>Each region's alarm to itself and to the region that watches it; only here are both known.</summary>
    private static void DeliverAlarms(ImmutableArray<(string Name, Region Component)> regions, DeploymentSettings settings, ImmutableDictionary<string, Aws.Provider> providers)
    {
        foreach (var (name, from) in regions)
        {
            foreach (var (to, way) in new[] { (name, AlarmDelivery.ToItself), (settings.WatcherOf(name), AlarmDelivery.ToWatcher) })
            {
                if (from.AutoDrain is { } source && regions.Single(region => region.Name == to).Component.AutoDrain is { } hearer)
                    _ = new AlarmDelivery($"{name}-auto-drain-{way}", new AlarmDeliveryArgs(from.Watching, source.Failures, hearer, providers[to]), Of(providers[name]));
            }
        }
    }

    private static ComponentResourceOptions Of(Aws.Provider provider) => new() { Providers = [provider] };

    /// <summary>Explicit, rather than the <c>region</c> argument of each resource: default tags, allowed accounts, and nothing lands in a wrong region by omission.</summary>
    private static Aws.Provider Provider(string name, string region, string stack, DeploymentSettings settings)
    {
        var args = new Aws.ProviderArgs
        {
            Region = region,
            DefaultTags = new Aws.Inputs.ProviderDefaultTagsArgs { Tags = Tags.For(stack) },
        };
        if (settings.AccountId is { } account)
            args.AllowedAccountIds = [account];
        return new Aws.Provider(name, args);
    }
}
