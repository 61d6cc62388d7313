namespace Appointments.Local.EventSources;

/// <summary>Something that an event source mapping wants a person or a test to know.</summary>
/// <param name="MappingId">The mapping's resource name.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Text">A sentence; ids only, never a message's body.</param>
public sealed record MappingNotice(string MappingId, MappingNoticeKind Kind, string Text);
