using Appointments.Contract;
using Pulumi;
using Pulumi.Aws.DynamoDB;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Mode">AWS's name for which keys are told apart.</param>
public sealed record TableInsightsArgs(RegionalTable Appointments, string Mode);

/// <summary>Which appointments, and which country's list, one region is asked for most: how a hot key is found. Of the table and of its index.</summary>
/// <remarks>Source: AWS, "CloudWatch Contributor Insights for DynamoDB: how it works".</remarks>
public sealed class TableInsights : ComponentResource
{
    public TableInsights(string name, TableInsightsArgs args, ComponentResourceOptions options) : base("appointments:watching:TableInsights", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        _ = new ContributorInsights($"{name}-appointments", new ContributorInsightsArgs { TableName = args.Appointments.Name, Mode = args.Mode }, child);
        _ = new ContributorInsights($"{name}-list", new ContributorInsightsArgs { TableName = args.Appointments.Name, IndexName = AppointmentsTable.Index, Mode = args.Mode }, child);
        RegisterOutputs();
    }
}
