using System.Text.Json.Nodes;

namespace Appointments.Cost.Services;

/// <summary>Every daily backup of a table is the whole table, for as many days as it is kept; its copy is stored again and sent.</summary>
/// <remarks>Source: AWS, "Backing up DynamoDB tables": on-demand backups are full.</remarks>
internal sealed class BackupCost : IServiceCost
{
    private const string Name = "AWS Backup", Plan = "aws:backup/plan:Plan", Vault = "aws:backup/vault:Vault";

    private const decimal DaysOfAMonth = Workload.Hours / 24;

    public IReadOnlyCollection<string> Types => [Plan, Vault];

    public IEnumerable<CostLine> Lines(Bill bill) =>
        from plan in bill.Graph.OfType(Plan)
        from rule in plan.Inputs["rules"]!.AsArray()
        from line in Lines(bill, plan.Region!, rule!)
        select line;

    private static IEnumerable<CostLine> Lines(Bill bill, string region, JsonNode rule)
    {
        var gigabytes = bill.Workload.Gigabytes;
        yield return bill.Stored(Name, region, "daily backups", gigabytes * (decimal)rule["lifecycle"]!["deleteAfter"]!, "backup.storage");
        foreach (var copy in rule["copyActions"]?.AsArray() ?? [])
        {
            var target = copy!["destinationVaultArn"]!.ToString().Split(':')[3];
            yield return bill.Stored(Name, target, "copies of backups", gigabytes * (decimal)copy["lifecycle"]!["deleteAfter"]!, "backup.storage");
            yield return bill.Stored(Name, region, $"sending copies to {target}", gigabytes * DaysOfAMonth, "transfer.between-regions");
        }
    }
}
