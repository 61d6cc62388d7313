using System.Collections.Immutable;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws;

namespace Appointments.Deploy.Components.Data;

/// <summary>What is stored and what guards it: keys, the tables, their backups. A key is made before what it encrypts.</summary>
/// <param name="Keys">Region to the ARN of its data key; empty where AWS manages the keys.</param>
public sealed record StoredData(GlobalTables Tables, ImmutableDictionary<string, Output<string>> Keys)
{
    /// <summary>Where the backups lie; null where none are made.</summary>
    public BackupVault? Vault { get; private init; }

    /// <param name="of">The options that hand down a region's provider.</param>
    /// <param name="global">The options that hand down the provider of what is global.</param>
    public static StoredData Declare(DeploymentSettings settings, Func<string, ComponentResourceOptions> of, InvokeOptions global)
    {
        var keys = settings.Data.CustomerManagedKey ? DeclareKeys(settings, of, GetCallerIdentity.Invoke(null, global).Apply(caller => caller.AccountId)) : ImmutableDictionary<string, Output<string>>.Empty;
        var tables = new GlobalTables(Names.Global,
            new GlobalTablesArgs(settings.PrimaryRegion, settings.Regions.Remove(settings.PrimaryRegion), settings.ProtectData, settings.Data.RecoveryDays, keys), of(settings.PrimaryRegion));
        var stored = new StoredData(tables, keys);
        return settings.Data.Backups is { } backups ? stored with { Vault = stored.BackUp(settings, backups, of) } : stored;
    }

    /// <summary>The first one is the primary region's; the others are its replicas.</summary>
    private static ImmutableDictionary<string, Output<string>> DeclareKeys(DeploymentSettings settings, Func<string, ComponentResourceOptions> of, Output<string> account)
    {
        DataKey In(string region, DataKey? primary) => new(Names.DataKey(region), new DataKeyArgs(region, account, primary, settings.ProtectData), of(region));
        var first = In(settings.PrimaryRegion, null);
        return settings.Regions.ToImmutableDictionary(region => region, region => (region == settings.PrimaryRegion ? first : In(region, first)).Arn);
    }

    private BackupVault BackUp(DeploymentSettings settings, Appointments.Plan.Data.BackupSettings backups, Func<string, ComponentResourceOptions> of)
    {
        BackupVault In(string name, string region) => new(name, new BackupVaultArgs(backups, Keys.GetValueOrDefault(region), settings.ProtectData), of(region));
        var vault = In($"{Names.Backups}-vault", settings.PrimaryRegion);
        var copies = backups.CopyRegion is { } region ? In(Names.BackupCopies(region), region) : null;
        _ = new TableBackups(Names.Backups, new TableBackupsArgs(backups, Tables.Arns, [.. new[] { settings.PrimaryRegion, backups.CopyRegion }.OfType<string>().Where(Keys.ContainsKey).Select(region => Keys[region])], vault, copies), of(settings.PrimaryRegion));
        return vault;
    }
}
