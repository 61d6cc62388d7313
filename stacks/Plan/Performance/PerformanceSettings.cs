namespace Appointments.Plan.Performance;

/// <summary>How much happens at once, and what is answered from memory.</summary>
/// <param name="RegistrationBatchSize">Messages that one invocation gets at most.</param>
/// <param name="RegistrationConcurrency">Batches of one country's queue that are handled at once in a region; null for as many as Lambda has room for.</param>
/// <param name="ReservedConcurrency">Invocations that are kept for each function, and its most; null for none.</param>
/// <param name="ApiCache">Null where every request reaches the function.</param>
public sealed record PerformanceSettings(int RegistrationBatchSize, int? RegistrationConcurrency, int? ReservedConcurrency, ApiCacheSettings? ApiCache);

/// <summary>Lists out of API Gateway's memory.</summary>
/// <param name="Gigabytes">As API Gateway spells its sizes, such as <c>0.5</c>.</param>
/// <param name="Seconds">How old a list may be.</param>
public sealed record ApiCacheSettings(string Gigabytes, int Seconds);
