using Appointments.Local.Lambda;

namespace Appointments.Local.EventSources;

/// <summary>What every event source mapping of a region works with.</summary>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="Invoker">The region's functions.</param>
/// <param name="Clock">Windows and waits are measured by it.</param>
/// <param name="OnNotice">Told of failures, from any thread; must not block.</param>
public sealed record MappingContext(string Region, IFunctionInvoker Invoker, TimeProvider Clock, Action<MappingNotice> OnNotice);
