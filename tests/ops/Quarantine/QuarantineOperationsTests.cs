using Appointments.Domain;
using Appointments.Quarantine;
using Appointments.Sqs;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Quarantine.QuarantineOutcomeKind;

namespace Appointments.Tests.Quarantine;

public sealed class QuarantineOperationsTests
{
    private const string Registration = """{"appointmentId":"id-1","country":"PE","schedule":"dr-a","status":"requested"}""";

    private readonly ScriptedDesk desk = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private QuarantineOperations Operations => new(desk, RegistrationBody.Read, [new Country("PE", "peru", "Perú")], clock);

    private QuarantineEntry Entry(string eventId = "request-1", string content = Registration, string id = "id-1", Resolution? resolved = null)
    {
        var entry = new QuarantineEntry(id, $"us-east-1#{eventId}", "us-east-1", eventId, "Why.", clock.GetUtcNow(), content, resolved);
        desk.Entries.Add(entry);
        return entry;
    }

    private Task<QuarantineOutcome> RequeueAsync(string id = "id-1", string? key = null) => Operations.RequeueAsync(new EntryName(id, key), "ana@clinic", "the table is back", CancellationToken.None);

    private Task<QuarantineOutcome> DiscardAsync(string id = "id-1", string? key = null) => Operations.DiscardAsync(new EntryName(id, key), "ana@clinic", "told the clinic", CancellationToken.None);

    private static LedgerRow Row(string country, string? schedule) =>
        new("id-1", AppointmentStatus.Confirmed, country, schedule, Domain.Registration.Identity(country, schedule), DateTimeOffset.UnixEpoch, "us-east-1", AppointmentStatus.Requested, "r");

    [Fact]
    public async Task ARegistration_GoesBackToItsCountrysQueue_AndItsEntryIsResolved()
    {
        var entry = Entry();

        var outcome = await RequeueAsync();

        Assert.Equal(Done, outcome.Kind);
        Assert.Equal((entry, "PE"), (Assert.Single(desk.PutBack).Entry, desk.PutBack[0].Country));
        Assert.Equal(new Resolution(ResolutionKind.Requeued, clock.GetUtcNow(), "ana@clinic", "the table is back"), desk.Entries[0].Resolved);
    }

    /// <summary>Set aside again under the same key it would meet the entry that is resolved, and go with it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(70)]
    [InlineData(71)]
    [InlineData(100)]
    public async Task ARegistration_GoesBack_UnderARequestIdOfItsOwn_ThatIsOne(int length)
    {
        var entry = Entry(new string('r', length));

        await RequeueAsync();

        var id = Assert.Single(desk.PutBack).RequestId;
        Assert.NotEqual(entry.EventId, id);
        Assert.StartsWith(entry.EventId[..Math.Min(length, 70)], id);
        Assert.True(Identifier.IsValid(id), id);
    }

    [Theory]
    [InlineData("""{"appointmentId":"id-1","country":"XX","status":"requested"}""", "country must be one of PE")]
    [InlineData("""{"appointmentId":"id-1","country":"PE","status":"confirmed"}""", "status must be requested")]
    [InlineData("""{"appointmentId":"id-1","country":"PE","status":"requested","name":"Ana"}""", "fields other than the texts")]
    [InlineData("""{"appointmentId":"id-1","co""", "The message's body is not JSON.")]
    [InlineData("", "The message's body is not JSON.")]
    public async Task WhatCanNeverBeRegistered_IsNotPutBack_WithTheReason(string content, string expected)
    {
        Entry(content: content);

        var outcome = await RequeueAsync();

        Assert.Equal((Refused, 0), (outcome.Kind, desk.PutBack.Count));
        Assert.Contains(expected, outcome.Sentence);
        Assert.Null(desk.Entries[0].Resolved);
    }

    [Theory]
    [InlineData("PE", "dr-b", "registered already, for PE in schedule dr-b")]
    [InlineData("CL", null, "registered already, for CL without a schedule")]
    [InlineData("PE", "dr-a", "registered already, with the same facts; it is confirmed.")]
    public async Task WhatStandsAlready_IsNotPutBack(string country, string? schedule, string expected)
    {
        Entry();
        desk.Standing = Row(country, schedule);

        var outcome = await RequeueAsync();

        Assert.Equal((Refused, 0), (outcome.Kind, desk.PutBack.Count));
        Assert.Contains(expected, outcome.Sentence);
    }

    [Fact]
    public async Task ADiscardedEntry_IsKeptFor90Days_AndCanBeDiscardedAgain()
    {
        Entry(content: "x");

        var (first, again) = (await DiscardAsync(), await DiscardAsync());

        Assert.Equal((Done, AlreadySo), (first.Kind, again.Kind));
        Assert.Equal(new DateTimeOffset(2027, 2, 22, 10, 0, 0, TimeSpan.Zero), Assert.Single(desk.Entries).Resolved!.ExpiresAt);
        Assert.Contains("was discarded by ana@clinic at 2026-11-24 10:00:00Z: told the clinic", again.Sentence);
    }

    [Fact]
    public async Task AnEntryThatAnotherPersonResolvedMeanwhile_IsTheirs()
    {
        Entry();
        desk.IsResolvedMeanwhile = true;

        var outcome = await DiscardAsync();

        Assert.Equal(AlreadySo, outcome.Kind);
        Assert.EndsWith("look at it with ./appointments quarantine show id-1.", outcome.Sentence);
    }

    [Fact]
    public async Task OfSeveralEntries_OneHasToBeNamed()
    {
        Entry("request-0", resolved: new Resolution(ResolutionKind.Discarded, clock.GetUtcNow(), "x", "x"));
        Entry("request-1");
        Entry("request-2");

        var outcome = await RequeueAsync();
        var named = await RequeueAsync(key: "us-east-1#request-2");
        var left = await RequeueAsync();

        Assert.Equal((Ambiguous, Done, Done), (outcome.Kind, named.Kind, left.Kind));
        Assert.Contains("id-1 has 2 entries that wait; name one with --entry:", outcome.Sentence);
        Assert.Equal(["request-2", "request-1"], desk.PutBack.Select(put => put.Entry.EventId));
    }

    [Fact]
    public async Task WhatIsNotThere_IsSaid()
    {
        Entry();

        var nothing = await DiscardAsync("id-2");
        Assert.Equal((NoSuchEntry, "Quarantine holds nothing under id-2: see ./appointments quarantine list --all."), (nothing.Kind, nothing.Sentence));
        Assert.Equal(NoSuchEntry, (await RequeueAsync(key: "us-east-1#other")).Kind);
        Assert.Null(desk.Entries[0].Resolved);
    }
}
