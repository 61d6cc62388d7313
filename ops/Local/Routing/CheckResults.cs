namespace Appointments.Local.Routing;

/// <summary>What one health check has found, before it is inverted. Results come one after the other; anyone may read.</summary>
/// <param name="threshold">Results in a row that turn it.</param>
/// <remarks>Source: AWS, "How Amazon Route 53 determines whether a health check is healthy": a new check counts as healthy until there is enough data.</remarks>
internal sealed class CheckResults(int threshold)
{
    private readonly Lock sync = new();
    private bool passes = true;
    private int against;
    private int results;
    private string last = "not asked yet";
    private bool? lastPassed;

    public bool Passes
    {
        get { lock (sync) { return passes; } }
    }

    /// <summary>What was found last, for people, and how many results there are.</summary>
    public (string Last, int Results) Finding
    {
        get { lock (sync) { return (last, results); } }
    }

    /// <summary>Whether the last result alone passed; null: there is none.</summary>
    public bool? LastPassed
    {
        get { lock (sync) { return lastPassed; } }
    }

    /// <param name="finding">For people, such as <c>404</c>.</param>
    public void Record(bool passed, string finding)
    {
        lock (sync)
        {
            results++;
            last = finding;
            lastPassed = passed;
            against = passed == passes ? 0 : against + 1;
            if (against < threshold) { return; }
            passes = passed;
            against = 0;
        }
    }
}
