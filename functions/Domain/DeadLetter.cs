using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>A registration that its queue gave up, because it was tried as often as the queue allows.</summary>
/// <param name="Problem">Why its message cannot be read as a registration; null where it can.</param>
/// <param name="Group">Its message group: what is in one group is handled in order.</param>
/// <param name="Attempts">How often it has been put back so far.</param>
/// <param name="Attributes">What its message carries besides body and attempts.</param>
public sealed record DeadLetter(RegistrationRequest Request, string? Problem, string Group, int Attempts, ImmutableArray<CarriedAttribute> Attributes);

/// <summary>What a message carries under a name: text, or bytes where that is null.</summary>
/// <param name="DataType">As the sender called it: String, Number, Binary, each with an optional label.</param>
public sealed record CarriedAttribute(string Name, string DataType, string? Text, ReadOnlyMemory<byte> Binary);
