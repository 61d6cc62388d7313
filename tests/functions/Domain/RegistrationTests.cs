using Appointments.Domain;
using Appointments.Tests.TestKit;
using CsCheck;

namespace Appointments.Tests.Domain;

public sealed class RegistrationTests
{
    [Fact]
    public void Identity_DiffersByCountryAndSchedule_AndByNothingElse()
    {
        string[] identities = [Registration.Identity("PE", null), Registration.Identity("CL", null), Registration.Identity("PE", "dr-1"), Registration.Identity("PE", "dr-2")];

        Assert.Equal(4, identities.Distinct().Count());
        Assert.All(identities, identity => Assert.Equal(32, identity.Length));
        Assert.Equal("8439bcf0a371f2f717a53c6465191535", identities[0]); // it stands in tables: another hash would make every duplicate a conflict
    }

    [Fact]
    public void Cursor_ReadsWhatItWrote_ForEveryPlace() =>
        (from status in Generators.Status from at in Generators.Moment from id in Generators.Id select new ListCursor(status, at, id))
        .Sample(cursor => Assert.Equal(cursor, ListCursor.Read(cursor.Text)), iter: 2_000);

    [Fact]
    public void Cursor_IsRefused_WhenAnyCharacterOfItIsDamaged() =>
        (from at in Generators.Moment
         from id in Generators.Id
         let text = new ListCursor(AppointmentStatus.Requested, at, id).Text
         from place in Gen.Int[0, text.Length - 1]
         from letter in Gen.Char["AZaz09-_+/= #\0é"]
         select (text, damaged: text[..place] + letter + text[(place + 1)..]))
        .Sample(pair => Assert.True(pair.text == pair.damaged || ListCursor.Read(pair.damaged) is null or { Status: AppointmentStatus.Requested }), iter: 5_000);

    [Fact]
    public void Cursor_HasOneSpelling()
    {
        var text = new ListCursor(AppointmentStatus.Requested, AppointmentBuilder.Noon, "id-1").Text; // 39 bytes: 52 characters and no spare bits
        var longer = new ListCursor(AppointmentStatus.Requested, AppointmentBuilder.Noon, "id-12").Text; // 40 bytes: its last character has four

        Assert.NotNull(ListCursor.Read(text));
        Assert.NotNull(ListCursor.Read(longer));
        Assert.All([text + "====", text + " ", $"{text[..4]}\n{text[4..]}", longer + "==", longer[..^1] + (char)(longer[^1] + 1)], other => Assert.Null(ListCursor.Read(other)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("%")]
    [InlineData("cmVxdWVzdGVk")] // requested
    [InlineData("cmVxdWVzdGVkI25vdyNpZA")] // requested#now#id
    [InlineData("cmVxdWVzdGVkIzIwMjYtMTEtMjRUMTI6MDA6MDAuMDAwWiM")] // requested#2026-11-24T12:00:00.000Z#
    [InlineData("bG9zdCMyMDI2LTExLTI0VDEyOjAwOjAwLjAwMFojaWQ")] // lost#2026-11-24T12:00:00.000Z#id
    public void Cursor_IsRefused_WhenItIsNone(string text) => Assert.Null(ListCursor.Read(text));

    [Fact]
    public void Cursor_SortsAsItsParts_ByStatusThenInstant()
    {
        var noon = AppointmentBuilder.Noon;
        ListCursor[] order = [new(AppointmentStatus.Confirmed, noon.AddYears(3), "a"), new(AppointmentStatus.Requested, noon, "z"), new(AppointmentStatus.Requested, noon.AddMilliseconds(1), "a")];

        Assert.Equal<ListCursor>(order, order.Reverse().OrderBy(cursor => cursor.Position, StringComparer.Ordinal));
    }

    [Fact]
    public void Shards_AreAllReadAndFilled_AndOneIsTheCountryItself()
    {
        Country peru = new("PE", "peru", "Perú");
        var places = new ListPlaces(3);

        var used = Enumerable.Range(0, 100).Select(number => places.Of(An.Appointment($"id-{number}").Last()).Partition).Distinct().Order().ToArray();

        Assert.Equal(["PE", "PE#1", "PE#2"], used);
        Assert.Equal<string>(used, places.Of(peru));
        Assert.Equal<string>(["PE"], new ListPlaces(1).Of(peru));
    }

    [Fact]
    public void Shards_AreOneOrMore() => Assert.Throws<ArgumentOutOfRangeException>(() => new ListPlaces(0));

    [Fact]
    public void Domain_ReferencesNoPackage() => Assert.All(typeof(Ledger).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name));
}
