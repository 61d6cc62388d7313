namespace Appointments.Local.Lambda;

/// <summary>One event on its way through one process.</summary>
internal sealed class Invocation(string requestId, ReadOnlyMemory<byte> payload, DateTimeOffset deadline)
{
    private readonly TaskCompletionSource<FunctionAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = requestId;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>Whether the process took it: one that was not taken may be given to another process.</summary>
    public bool Taken { get; set; }

    public Task<FunctionAnswer> Answer => answer.Task;

    /// <returns>False where there is an answer already.</returns>
    public bool TryAnswer(FunctionAnswer result) => answer.TrySetResult(result);
}
