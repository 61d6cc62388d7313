namespace Appointments.Rollout;

/// <summary>Writes and reads through one region, as a clinic would.</summary>
public interface IRegionProbe
{
    /// <returns>Null: all of it worked. Else what did not.</returns>
    Task<string?> TryAsync(string region, CancellationToken cancel);
}
