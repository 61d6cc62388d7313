using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>What cannot be made again is recoverable in every environment, and is backed up and refuses to be deleted in every one but dev.</summary>
public sealed class StatefulProtection : IPolicy
{
    /// <summary>Losing a key is losing what it encrypts. Queues are left out: docs/decisions/queues-not-protected.md says why.</summary>
    private static readonly string[] Protected = [AwsTypes.Table, AwsTypes.Vault];

    public string Name => "stateful-protection";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. graph.OfType(AwsTypes.Table).SelectMany(Recovery),
        .. graph.IsExpendable() ? [] : graph.OfType(AwsTypes.Table).SelectMany(Deletion),
        .. graph.IsExpendable() ? [] : Protected.SelectMany(graph.OfType).Concat(graph.DataKeys()).Where(resource => !resource.Protect)
            .Select(resource => new Violation(Name, resource.Name, "pulumi destroy would take it along", "set Protect on the resource, by the setting protectData")),
        .. graph.IsExpendable() ? [] : Backups(graph),
    ];

    /// <summary>A backup apart from the table: point-in-time recovery ends with it, and a replica repeats every mistake.</summary>
    private IEnumerable<Violation> Backups(ResourceGraph graph)
    {
        var vaults = graph.OfType(AwsTypes.Vault).Select(vault => vault.Output("name")).ToHashSet();
        var plans = graph.OfType(AwsTypes.BackupPlan).Where(plan => (plan.Inputs["rules"]?.AsArray() ?? []).Any(rule =>
            rule!["schedule"] is not null && rule["lifecycle"]?["deleteAfter"] is not null && vaults.Contains(rule["targetVaultName"]?.ToString()))).Select(plan => plan.Output("id")).ToHashSet();
        var saved = graph.OfType(AwsTypes.BackupSelection).Where(selection => plans.Contains(selection.Text("planId"))).SelectMany(selection => selection.Inputs["resources"].Texts()).ToHashSet();
        return graph.OfType(AwsTypes.Table).Where(table => !saved.Contains(table.Output("arn")!))
            .Select(table => new Violation(Name, table.Name, "is in no scheduled backup that is kept for a while in a declared vault", "set the setting backupRetentionDays, and name the table in the Selection"));
    }

    private IEnumerable<Violation> Recovery(GraphResource table)
    {
        if (table.Inputs["pointInTimeRecovery"]?["enabled"].IsTrue() is not true)
            yield return new Violation(Name, table.Name, "cannot be restored to a point in time", "set PointInTimeRecovery.Enabled");
        foreach (var replica in (table.Inputs["replicas"]?.AsArray() ?? []).Where(replica => !replica!["pointInTimeRecovery"].IsTrue()))
            yield return new Violation(Name, table.Name, $"its replica in {replica!["regionName"]} cannot be restored to a point in time", "set PointInTimeRecovery on the replica");
    }

    private IEnumerable<Violation> Deletion(GraphResource table)
    {
        if (!table.Inputs["deletionProtectionEnabled"].IsTrue())
            yield return new Violation(Name, table.Name, "AWS would delete it when asked", "set the setting protectData to true");
        foreach (var replica in (table.Inputs["replicas"]?.AsArray() ?? []).Where(replica => !replica!["deletionProtectionEnabled"].IsTrue()))
            yield return new Violation(Name, table.Name, $"AWS would delete its replica in {replica!["regionName"]} when asked", "set DeletionProtectionEnabled on the replica");
    }
}
