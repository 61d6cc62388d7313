namespace Appointments.Rollout;

/// <summary>Writes and reads, as a clinic would.</summary>
public interface IRegionProbe
{
    /// <param name="region">Through this one; null: through the edge, as clients come.</param>
    /// <returns>Null: all of it worked. Else what did not.</returns>
    Task<string?> TryAsync(string? region, CancellationToken cancel);
}
