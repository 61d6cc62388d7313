using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Tests.TestKit;

/// <summary>A quarantine that all regions of a test share.</summary>
public sealed class QuarantineInMemory : IQuarantine
{
    private readonly Dictionary<(string?, string, string), SetAside> entries = [];

    public ImmutableArray<SetAside> Entries => [.. entries.Values];

    public Task<bool> SetAsideAsync(SetAside entry, CancellationToken cancel) =>
        Task.FromResult(entries.TryAdd((entry.AppointmentId, entry.Region, entry.EventId), entry));

    public Task<ImmutableArray<SetAside>> FindAsync(string appointmentId, CancellationToken cancel) =>
        Task.FromResult(entries.Values.Where(entry => entry.AppointmentId == appointmentId).ToImmutableArray());
}
