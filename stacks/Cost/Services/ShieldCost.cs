namespace Appointments.Cost.Services;

/// <summary>The subscription is one for the organization, however much it protects.</summary>
internal sealed class ShieldCost : IServiceCost
{
    private const string Protection = "aws:shield/protection:Protection";

    public IReadOnlyCollection<string> Types => [Protection];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        if (bill.Graph.OfType(Protection).Any())
            yield return bill.Fixed("Shield Advanced", null, "subscription", 1, "shield.subscription");
    }
}
