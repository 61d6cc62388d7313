using System.Collections.Immutable;
using Appointments.Domain;
using Appointments.Quarantine;

namespace Appointments.Tests.Quarantine;

/// <summary>A desk with the entries that a test put on it.</summary>
internal sealed class ScriptedDesk : IQuarantineDesk
{
    public List<QuarantineEntry> Entries { get; } = [];

    public LedgerRow? Standing { get; set; }

    public List<(QuarantineEntry Entry, string Country, string RequestId)> PutBack { get; } = [];

    /// <summary>Somebody else was faster: they are resolved between the look and the write.</summary>
    public bool IsResolvedMeanwhile { get; set; }

    public Task<QuarantinePage> ListAsync(bool resolvedToo, int limit, string? cursor, CancellationToken cancel) => throw new NotSupportedException("No rule needs a list.");

    public Task<ImmutableArray<QuarantineEntry>> FindAsync(string appointmentId, CancellationToken cancel) => Task.FromResult(Entries.Where(entry => entry.AppointmentId == appointmentId).ToImmutableArray());

    public Task<LedgerRow?> StandingAsync(string appointmentId, CancellationToken cancel) => Task.FromResult(Standing);

    public Task<string> PutBackAsync(QuarantineEntry entry, RegistrationRequest registration, string country, string requestId, CancellationToken cancel)
    {
        Assert.Null(Entries.Single(each => each == entry).Resolved); // first the queue, then the mark: never a mark without a message
        PutBack.Add((entry, country, requestId));
        return Task.FromResult(entry.Region);
    }

    public Task<bool> ResolveAsync(QuarantineEntry entry, Resolution resolution, CancellationToken cancel)
    {
        if (IsResolvedMeanwhile)
            return Task.FromResult(false);
        Entries[Entries.IndexOf(entry)] = entry with { Resolved = resolution };
        return Task.FromResult(true);
    }
}
