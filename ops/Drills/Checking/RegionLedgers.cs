using System.Collections.Immutable;

namespace Appointments.Drills.Checking;

/// <summary>All that one region says: of each appointment alone, and in its list of all.</summary>
/// <param name="Appointments">By id: one for each id that was asked for, also where the region does not know it.</param>
/// <param name="Listed">What the list shows of the run; an appointment that it shows twice is there twice.</param>
/// <param name="ListedWhole">Whether the list was read to its end.</param>
public sealed record RegionLedgers(string Region, ImmutableDictionary<string, SeenAppointment> Appointments, ImmutableArray<SeenListing> Listed, bool ListedWhole);

/// <summary>An entry of a list.</summary>
public sealed record SeenListing(string Id, string Country, string? Schedule, string Status, DateTimeOffset ChangedAt, string ChangedIn);
