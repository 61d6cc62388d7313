using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Quarantine;

namespace Appointments.Aws;

/// <summary>Entries as items of QuarantineTable, and back.</summary>
internal static class QuarantineItems
{
    private const string Requeued = "requeued", Discarded = "discarded";

    public static Dictionary<string, AttributeValue> Key(string appointmentId, string entry) => new() { [QuarantineTable.AppointmentId] = new(appointmentId), [QuarantineTable.Entry] = new(entry) };

    /// <returns>The entry; or why it is none, for people: one item that somebody put by hand must not hide all the others.</returns>
    public static (QuarantineEntry? Entry, string? Problem) TryRead(Dictionary<string, AttributeValue> item)
    {
        try { return (Read(item), null); }
        catch (OperatorException problem) { return (null, $"{problem.Message} It is left out: mend it by hand."); }
    }

    /// <exception cref="OperatorException">It is none; the message says which item, and what was expected.</exception>
    public static QuarantineEntry Read(Dictionary<string, AttributeValue> item)
    {
        string Text(string name) => item.GetValueOrDefault(name)?.S ?? throw new OperatorException($"The entry {item[QuarantineTable.AppointmentId].S} {item[QuarantineTable.Entry].S} of quarantine lacks {name}: nobody but the functions may write there.");
        DateTimeOffset When(string name) => Instant.Read(Text(name)) ?? throw new OperatorException($"The entry {item[QuarantineTable.AppointmentId].S} {item[QuarantineTable.Entry].S} of quarantine has {name} {Text(name)}: expected ISO 8601, UTC, milliseconds.");
        var key = Text(QuarantineTable.Entry);
        return new QuarantineEntry(Text(QuarantineTable.AppointmentId), key, Text(QuarantineTable.Region), key[(key.IndexOf('#', StringComparison.Ordinal) + 1)..], Text(QuarantineTable.Reason),
            When(QuarantineTable.At), item.GetValueOrDefault(QuarantineTable.Content)?.S ?? "",
            item.ContainsKey(QuarantineTable.ResolvedAt)
                ? new Resolution(Text(QuarantineTable.Resolution) is Requeued ? ResolutionKind.Requeued : ResolutionKind.Discarded, When(QuarantineTable.ResolvedAt), Text(QuarantineTable.ResolvedBy), Text(QuarantineTable.ResolvedBecause))
                : null);
    }

    public static string Word(ResolutionKind kind) => kind is ResolutionKind.Requeued ? Requeued : Discarded;
}
