namespace Appointments.Drills.Running;

/// <summary>Tells when a system has come to rest.</summary>
public static class Rest
{
    /// <summary>So many samples in a row have to be at rest: one alone can fall between two steps of one message.</summary>
    private const int Samples = 4;

    /// <param name="quiet">From that sample to the last so long at least.</param>
    /// <returns>The first sample from which on nothing waited, nothing was owed and, up to the last sample, all was reconciled with nothing written; null: it is not at rest.</returns>
    public static DateTimeOffset? Begin(IReadOnlyList<SystemSample> samples, TimeSpan quiet)
    {
        var resting = samples.Reverse().TakeWhile(sample => sample.IsSettled).Reverse().ToArray();
        for (var begin = 0; begin + Samples <= resting.Length; begin++)
            if (resting[^1].At - resting[begin].At >= quiet && resting[^1].HasReconciledSince(resting[begin]))
                return resting[begin].At;
        return null;
    }
}
