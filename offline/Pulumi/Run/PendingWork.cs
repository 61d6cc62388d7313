using System.Collections.Concurrent;

namespace Pulumi;

/// <summary>Everything that a run still waits for: outputs, registrations, the program itself.</summary>
internal sealed class PendingWork
{
    private readonly ConcurrentQueue<Task> _tasks = new();

    public void Track(Task task) => _tasks.Enqueue(task);

    /// <summary>Waits until nothing is left. What a task starts, it tracks before it ends, so an empty queue is the end.</summary>
    public async Task DrainAsync(RunErrors errors)
    {
        while (_tasks.TryDequeue(out var task))
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.Exception is { } failure)
            {
                errors.Add(failure.InnerException!);
            }
            else if (task.IsCanceled)
            {
                errors.Add(new TaskCanceledException(task));
            }
        }
    }
}
