using System.Collections.Concurrent;
using Appointments.Local;
using Appointments.Local.DynamoDb;
using Appointments.Local.Proxies;

namespace Appointments.Tests.Run;

/// <summary>Every write of the functions, seen at the regions' DynamoDB (replication does not come this way), and what a test does to it.</summary>
public sealed class WriteWatch
{
    private static readonly WriteMeddler Nothing = (_, next) => next();

    private readonly ConcurrentQueue<SeenWrite> seen = new();
    private volatile WriteMeddler meddler = Nothing;

    public WriteWatch(LocalRun run)
    {
        foreach (var region in run.Emulators.Values)
            region.DynamoDb.Meddler = WatchAsync;
    }

    /// <summary>All so far, those that were refused among them.</summary>
    public IReadOnlyCollection<SeenWrite> Seen => seen;

    /// <returns>Ends it on disposal.</returns>
    public IDisposable Meddle(WriteMeddler with)
    {
        meddler = with;
        return new End(this);
    }

    private Task<ProxiedReply> WatchAsync(SeenWrite write, Func<Task<ProxiedReply>> next)
    {
        seen.Enqueue(write);
        return meddler(write, next);
    }

    private sealed class End(WriteWatch watch) : IDisposable
    {
        public void Dispose() => watch.meddler = Nothing;
    }
}

internal static class SeenWrites
{
    /// <summary>Whether an item of this appointment is written.</summary>
    public static bool IsOf(this SeenWrite write, string appointmentId) => write.Items.Any(item => item.IsOf(appointmentId));

    public static bool IsOf(this ItemKey item, string appointmentId) => item.Key.Contains($"\"{appointmentId}\"", StringComparison.Ordinal);
}
