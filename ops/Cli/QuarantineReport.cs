using System.Collections.Immutable;
using Appointments.Quarantine;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What <c>quarantine</c> writes, for people and for programs.</summary>
internal static class QuarantineReport
{
    public static void Write(IAnsiConsole console, QuarantinePage page, bool asJson)
    {
        if (asJson)
        {
            OperatorJson.Write(console, page);
            return;
        }
        var table = new Table().AddColumns("appointment", "entry", "set aside", "why", "resolved");
        foreach (var entry in page.Entries)
            table.AddRow([.. new[] { entry.AppointmentId, entry.Key, $"{entry.At:u}", entry.Reason, Resolved(entry) }.Select(Markup.Escape)]);
        console.Write(table);
        console.WriteLine(page.Next is { } next ? $"There are more: --cursor {next}" : $"{page.Entries.Length} {(page.Entries.Length is 1 ? "entry" : "entries")}.");
        foreach (var problem in page.Unreadable)
            console.WriteLine(problem);
    }

    public static void Write(IAnsiConsole console, string appointmentId, ImmutableArray<QuarantineEntry> entries, bool asJson)
    {
        if (asJson)
        {
            OperatorJson.Write(console, entries);
            return;
        }
        if (entries.IsEmpty)
            console.WriteLine($"Quarantine holds nothing under {appointmentId}: see ./appointments quarantine list --all.");
        foreach (var entry in entries)
        {
            console.WriteLine($"{entry.AppointmentId}  {entry.Key}");
            console.WriteLine($"  why       {entry.Reason}");
            console.WriteLine($"  when      {entry.At:u}, from {entry.Region}");
            console.WriteLine($"  resolved  {Resolved(entry)}");
            console.WriteLine($"  content   {entry.Content}");
        }
    }

    public static void Write(IAnsiConsole console, QuarantineOutcome outcome, bool asJson)
    {
        if (asJson)
            OperatorJson.Write(console, outcome);
        else
            console.WriteLine(outcome.Sentence);
    }

    private static string Resolved(QuarantineEntry entry) => entry.Resolved is { } resolved
        ? $"{(resolved.Kind is ResolutionKind.Requeued ? "put back" : "discarded")} {resolved.At:u} by {resolved.By}: {resolved.Because} (kept until {resolved.ExpiresAt:yyyy-MM-dd})"
        : "no";
}
