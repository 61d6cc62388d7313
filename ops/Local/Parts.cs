namespace Appointments.Local;

/// <summary>What a run has started, ended in the opposite order. Ending goes on when one part fails to end.</summary>
internal sealed class Parts : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> started = new();
    private readonly Lock sync = new();

    public T Add<T>(T part) where T : IAsyncDisposable
    {
        lock (sync)
            started.Push(part);
        return part;
    }

    /// <summary>The same for what ends at once.</summary>
    public T Own<T>(T part) where T : IDisposable
    {
        Add(new Plain(part));
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        List<Exception> problems = [];
        while (started.TryPop(out var part))
        {
            try { await part.DisposeAsync(); }
            catch (Exception problem) { problems.Add(problem); } // reported below, when nothing is left running
        }
        if (problems.Count > 0)
            throw new AggregateException("Some parts of the local run did not end well; all were told to.", problems);
    }

    private sealed class Plain(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
