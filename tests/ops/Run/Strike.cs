using System.Collections.Concurrent;
using System.Diagnostics;
using Appointments.Local.DynamoDb;
using Appointments.Local.Proxies;

namespace Appointments.Tests.Run;

/// <summary>Kills a function's processes right after DynamoDB has acknowledged the first of their writes; what else they had in hand is not written.</summary>
/// <param name="isMeant">The writes that it is about.</param>
/// <param name="processes">The ids of the function's processes: this run's own.</param>
internal sealed class Strike(Func<SeenWrite, bool> isMeant, Func<IEnumerable<int>> processes) : IDisposable
{
    /// <summary>Items whose writes wait before the first goes on: with that one alone in hand nothing could be lost. No more than needed, as functions give a write up after nine seconds.</summary>
    private const int HandsFull = 2;

    private readonly ConcurrentDictionary<ItemKey, bool> held = new(); // each once, however often it is tried
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim oneAtATime = new(1);
    private volatile bool struck;

    public void Dispose() => oneAtATime.Dispose();

    public async Task<ProxiedReply> MeddleAsync(SeenWrite write, Func<Task<ProxiedReply>> next)
    {
        if (!isMeant(write) || struck)
            return await next();

        held[write.Items[0]] = true;
        if (held.Count >= HandsFull)
            begun.TrySetResult();
        await begun.Task;
        await oneAtATime.WaitAsync();
        try
        {
            if (struck)
                return SeenWrite.Failure; // to a process that is no more

            var reply = await next();
            struck = true;
            foreach (var id in processes())
                Process.GetProcessById(id).Kill();
            return reply;
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
