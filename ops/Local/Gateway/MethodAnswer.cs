using System.Collections.Immutable;

namespace Appointments.Local.Gateway;

/// <summary>What the client gets.</summary>
/// <param name="Headers">In order; of a name that stands twice, both are sent, except <c>Content-Type</c>, whose last counts.</param>
internal sealed record MethodAnswer(int Status, ImmutableArray<KeyValuePair<string, string>> Headers, string Body);

/// <summary>What a backend said, before it is mapped.</summary>
internal sealed record BackendAnswer(int Status, ImmutableArray<KeyValuePair<string, string>> Headers, string Body);

/// <summary>What goes to a backend, after mapping.</summary>
internal sealed record BackendRequest(ImmutableDictionary<string, string> Headers, ImmutableArray<KeyValuePair<string, string>> Query, string Body);
