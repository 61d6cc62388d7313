using System.Collections.Immutable;

namespace Appointments.Local.Processes;

/// <summary>The last lines that a process wrote, and a way to wait for one. Safe from any thread.</summary>
/// <param name="capacity">How many lines are kept, 1 or more.</param>
public sealed class OutputTail(int capacity)
{
    private readonly Queue<string> lines = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> waiting = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<string> Lines
    {
        get { lock (lines) { return [.. lines]; } }
    }

    public void Add(string line)
    {
        lock (lines)
        {
            if (lines.Count == capacity) { lines.Dequeue(); }
            lines.Enqueue(line);
            foreach (var (_, found) in waiting.Where(one => one.Wanted(line)).ToList()) { found.TrySetResult(line); }
            waiting.RemoveAll(one => one.Found.Task.IsCompleted);
        }
    }

    /// <summary>The first line, among those kept and those to come, that is wanted.</summary>
    public Task<string> FirstAsync(Func<string, bool> wanted)
    {
        lock (lines)
        {
            if (lines.FirstOrDefault(wanted) is { } there) { return Task.FromResult(there); }
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((wanted, found));
            return found.Task;
        }
    }
}
