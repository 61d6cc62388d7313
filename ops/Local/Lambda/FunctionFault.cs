namespace Appointments.Local.Lambda;

/// <summary>What is wrong with a region's functions.</summary>
/// <param name="Slower">How much longer each invocation takes before the function begins; its timeout runs meanwhile.</param>
/// <param name="Fails">Asked for each invocation, whether it fails instead of being run, as where the function throws; null: none does. Must be thread-safe.</param>
public sealed record FunctionFault(TimeSpan Slower, Func<bool>? Fails)
{
    public static FunctionFault None { get; } = new(TimeSpan.Zero, null);

    internal bool FailsThisOne => Fails?.Invoke() ?? false;
}
