using System.Buffers.Text;
using System.Text;

namespace Appointments.Domain;

/// <summary>A place in a list, and so where the next page begins: after the last row of the page before. It is the same in every partition.</summary>
public sealed record ListCursor(AppointmentStatus Status, DateTimeOffset ChangedAt, string AppointmentId)
{
    private const char Separator = '#'; // below every character that a status, an instant or an id may have, so that texts sort as their parts do

    /// <summary><c>status#instant#id</c>: the index's sort key.</summary>
    public string Position => string.Join(Separator, Status.Wire(), Instant.Write(ChangedAt), AppointmentId);

    /// <summary>The cursor as a client gets it: its position as base64url, to be handed back as it is.</summary>
    public string Text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Position));

    /// <param name="position">A sort key, as <see cref="Position"/> writes it.</param>
    /// <returns>The place, or null where the text is none.</returns>
    public static ListCursor? AtPosition(string position) =>
        position.Split(Separator) is [var name, var instant, var id]
        && StatusNames.Find(name) is { } status && Instant.Read(instant) is { } at && Identifier.IsValid(id)
            ? new ListCursor(status, at, id) : null;

    /// <param name="text">What a client handed back.</param>
    /// <returns>The cursor, or null where it was damaged.</returns>
    public static ListCursor? Read(string text) =>
        // Written again and compared: base64url has spare bits at its end, and a cursor has one spelling.
        Base64Url.IsValid(text) && AtPosition(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is { } cursor && cursor.Text == text ? cursor : null;
}
