using System.Collections.Immutable;
using System.Text;
using Appointments.Plan;

namespace Appointments.Checks.Destruction;

/// <summary>What outlives a stack, and why: read off the graph, so that nothing can be retained without a reason and no reason is left of what is not.</summary>
public static class RetainedList
{
    private sealed record Reason(string What, Func<ResourceGraph, GraphResource, bool> IsMeant, string Why, string LetGo);

    private const string Unprotect = "Set `protectData` to false and run `pulumi up`, then destroy.";

    /// <summary>The first that fits is the reason.</summary>
    private static readonly ImmutableArray<Reason> Reasons =
    [
        new("The tables, with every replica", (_, resource) => resource.Type is AwsTypes.Table && resource.Protect,
            "They are the appointments. Pulumi's protection and DynamoDB's deletion protection both hold. DynamoDB keeps a last backup of a deleted table for 35 days by itself.", Unprotect),
        new("The data keys", (_, resource) => resource.Type is AwsTypes.Key or AwsTypes.ReplicaKey && resource.Protect,
            "Losing a key is losing every table, queue and backup that it encrypts.", $"{Unprotect} KMS waits 30 days more, in which `aws kms cancel-key-deletion` takes it back; a backup that outlives that can no longer be restored. The replicas go first, the primary key last."),
        new("The backup vaults", (_, resource) => resource.Type is AwsTypes.Vault && resource.Protect,
            "Backups are for the day on which the tables are gone.", $"{Unprotect} A vault that is no longer protected goes with what is in it, a governance lock before it; under a compliance lock `pulumi destroy` fails until the last backup has aged (`backupRetentionDays`)."),
        new("The data keys, unprotected", (graph, resource) => graph.DataKeys().Contains(resource),
            "KMS deletes no key at once: it is out of use, and gone after 30 days, and with it every table and queue that it encrypts and every backup that outlives the stack.", "Nothing to do; within the 30 days `aws kms cancel-key-deletion` takes it back."),
        new("Keys of the alarm topics", (graph, resource) => graph.OfType(AwsTypes.Topic).Any(topic => topic.Text("kmsMasterKeyId") == resource.Output("arn")),
            "KMS deletes no key at once: it is out of use, and gone after 30 days. Alarms only, no data.", "Nothing to do."),
        new("The role and the account setting with which API Gateway writes logs", (_, resource) => resource.RetainOnDelete,
            "One for all of an account in a region: another environment may live on it.", "Delete the role by hand when no API is left in that region."),
        new("The hosted zone", (_, resource) => resource.Read && resource.Type is "aws:route53/getZone:getZone",
            "Looked up, never declared: its delegation outlives any stack.", "Whoever owns the domain."),
    ];

    /// <returns>Every resource that stays, under its reason, in the order of weight.</returns>
    /// <exception cref="InvalidOperationException">Something is retained for no reason that is written down here.</exception>
    public static ImmutableArray<Retained> Of(ResourceGraph graph)
    {
        var retained = graph.Resources.Where(Stays).ToLookup(resource => Reasons.FirstOrDefault(reason => reason.IsMeant(graph, resource))
            ?? throw new InvalidOperationException($"{resource.Type} {resource.Name} outlives the stack, and nobody says why: add a reason to RetainedList, or let it go."));
        return [.. Reasons.Where(retained.Contains).Select(reason => new Retained(reason.What, [.. retained[reason].Select(resource => resource.Name).Order(StringComparer.Ordinal)], reason.Why, reason.LetGo))];
    }

    /// <summary>A lookup of who deploys is no resource; a lock goes with what it locks.</summary>
    private static bool Stays(GraphResource resource) =>
        resource.Protect || resource.RetainOnDelete || resource.Type is AwsTypes.Key or AwsTypes.ReplicaKey || (resource.Read && resource.Type is not "aws:index/getCallerIdentity:getCallerIdentity");

    /// <summary>For docs/operations.md.</summary>
    public static string Markdown(ResourceGraph graph)
    {
        var text = new StringBuilder("| What | Names in the graph | Why | How to let go of it |\n|---|---|---|---|\n");
        foreach (var each in Of(graph))
            text.Append($"| {each.What} | {string.Join(", ", each.Names.Select(name => $"`{name}`"))} | {each.Why} | {each.LetGo} |\n");
        return text.ToString();
    }
}
