namespace Appointments.Drills.Checking;

/// <summary>A region's ledgers could not be read, so nobody can say what is in them. Read again when the region is back.</summary>
public sealed class UnreadableRegionException(string region, string what, TimeSpan patience)
    : Exception($"Region {region} did not say what it holds ({what}) within {patience.TotalSeconds:F0} s, expected 200 or 404 from its own address: without it there is no verdict. Restore the region, let it settle and check again.")
{
    public string Region { get; } = region;
}
