namespace Appointments.Cost;

/// <summary>One list price.</summary>
/// <param name="Item">Service and what is counted, such as <c>lambda.requests</c>.</param>
/// <param name="Unit">What <paramref name="Usd"/> is paid for.</param>
/// <param name="Region">A region, or <c>global</c>.</param>
/// <param name="Date">When it was looked up, or the date of the list that it stands in.</param>
/// <param name="Source">The title of the page or list.</param>
/// <param name="Evidence"><c>page</c>: AWS's own page was read; <c>quoted</c>: another's page that quotes AWS's list was; <c>unverified</c>: neither.</param>
/// <param name="Note">What else to know; null for nothing.</param>
public sealed record Price(string Item, string Unit, decimal Usd, string Region, DateOnly Date, string Source, string Evidence, string? Note = null)
{
    public const string Global = "global", Unverified = "unverified";
}
