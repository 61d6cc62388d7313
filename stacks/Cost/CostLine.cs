namespace Appointments.Cost;

/// <summary>One line of a month's bill.</summary>
/// <param name="Service">As AWS bills it.</param>
/// <param name="Region">Null for what is global.</param>
/// <param name="What">Of what; the same words for the same thing in every region.</param>
/// <param name="Quantity">In the price's unit.</param>
/// <param name="Resource">The one resource that it is of, by its name in the graph; null where it is of several.</param>
/// <param name="PerRequest">Whether it grows with clients' requests; else it is paid in a month without any.</param>
public sealed record CostLine(string Service, string? Region, string What, decimal Quantity, Price Price, bool PerRequest, string? Resource = null)
{
    public decimal Usd => Quantity * Price.Usd;
}
