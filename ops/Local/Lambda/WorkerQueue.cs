namespace Appointments.Local.Lambda;

/// <summary>Those who wait for a process of a function, in order. Whoever uses it holds its lock.</summary>
internal sealed class WorkerQueue
{
    private readonly LinkedList<TaskCompletionSource<Worker?>> waiting = [];

    public TaskCompletionSource<Worker?> Add()
    {
        var waiter = new TaskCompletionSource<Worker?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.AddLast(waiter);
        return waiter;
    }

    /// <returns>False: it was served, and waits no longer.</returns>
    public bool Remove(TaskCompletionSource<Worker?> waiter) => waiting.Remove(waiter);

    /// <returns>False: nobody waits.</returns>
    public bool Hand(Worker worker)
    {
        if (waiting.First is not { } first)
        {
            return false;
        }

        waiting.RemoveFirst();
        first.Value.SetResult(worker);
        return true;
    }

    /// <summary>Nobody gets one any more.</summary>
    public void Dismiss(Action<TaskCompletionSource<Worker?>> tell)
    {
        foreach (var waiter in waiting)
        {
            tell(waiter);
        }

        waiting.Clear();
    }
}
