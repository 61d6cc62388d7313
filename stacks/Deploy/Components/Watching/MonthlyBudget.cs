using Pulumi;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.Budgets.Inputs;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Environment">Such as <c>appointments-prod</c>.</param>
/// <param name="Usd">A month.</param>
/// <param name="Topic">Who is told.</param>
public sealed record MonthlyBudgetArgs(string Environment, int Usd, AlarmTopic Topic);

/// <summary>
/// Tells when the account spends more than was meant. It counts all that the account spends, whoever spends it: a filter by tag would be silent until somebody activates
/// the tag in the billing console, and leaves out what takes no tags (custom metrics, data transfer). An account of its own for each environment makes it exact.
/// </summary>
/// <remarks>Source: AWS, "Managing your costs with AWS Budgets": billing data is updated up to three times a day, so it is hours late.</remarks>
public sealed class MonthlyBudget : ComponentResource
{
    /// <summary>Percent of the month's sum: early enough to act, spent, and about to be spent.</summary>
    private static readonly (string Type, int Percent)[] Thresholds = [("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)];

    public MonthlyBudget(string name, MonthlyBudgetArgs args, ComponentResourceOptions options) : base("appointments:watching:MonthlyBudget", name, options)
    {
        _ = new Budget(name, new BudgetArgs
        {
            Name = $"{args.Environment} a month, see docs/runbook/budget.md", // the name is all of ours that the e-mail shows
            BudgetType = "COST",
            TimeUnit = "MONTHLY",
            LimitAmount = $"{args.Usd}",
            LimitUnit = "USD",
            Notifications = Thresholds.Select(threshold => new BudgetNotificationArgs
            {
                NotificationType = threshold.Type,
                ComparisonOperator = "GREATER_THAN",
                Threshold = threshold.Percent,
                ThresholdType = "PERCENTAGE",
                SubscriberSnsTopicArns = [args.Topic.Arn],
            }).ToList(),
        }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
