namespace Appointments.Local.Replication;

/// <summary>Open: deliveries pass. Shut: they wait; and once <see cref="ShutAsync"/> has returned, none is under way.</summary>
internal sealed class LinkGate
{
    private readonly Lock turn = new();
    private TaskCompletionSource opened = Done();
    private TaskCompletionSource empty = Done();
    private int inside;

    public bool IsShut => !opened.Task.IsCompleted;

    /// <summary>Waits until the gate is open and goes in; <see cref="Leave"/> must follow.</summary>
    public async Task EnterAsync(CancellationToken cancel)
    {
        while (!TryEnter()) { await opened.Task.WaitAsync(cancel); }
    }

    public void Leave()
    {
        lock (turn)
        {
            if (--inside == 0) { empty.SetResult(); }
        }
    }

    /// <summary>Shuts it and waits for those inside.</summary>
    public Task ShutAsync()
    {
        lock (turn)
        {
            if (!IsShut) { opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); }
            return empty.Task;
        }
    }

    public void Open()
    {
        lock (turn) { opened.TrySetResult(); }
    }

    private bool TryEnter()
    {
        lock (turn)
        {
            if (IsShut) { return false; }
            if (inside++ == 0) { empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); }
            return true;
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
