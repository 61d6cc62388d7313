using System.Text.Json;
using System.Text.Json.Serialization;

namespace Appointments.Faults;

/// <summary>What can go wrong with a region. On the wire and on the command line each is its name in kebab case, such as <c>api-unreachable</c>. What each takes: <see cref="FaultShape"/>.</summary>
public enum FaultKind
{
    ApiUnreachable,
    FunctionsFailing,
    FunctionsSlow,
    QueueUnreachable,
    TableUnreachable,
    TableReadOnly,
    ReplicationDelayed,
    ReplicationStopped,
    NetworkCut,
    ClockSkew,
    RegionDead,
    LostReplies,
    CheckersBlind,
    ResolverKeepsAnswer,
    ControlPlanesRefused,
}

/// <summary>Kinds of faults as they are written.</summary>
public static class FaultKinds
{
    /// <summary>Such as <c>api-unreachable</c>.</summary>
    public static string Word(this FaultKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>In the order of the enum.</summary>
    public static IEnumerable<string> All => Enum.GetValues<FaultKind>().Select(Word);

    /// <summary>The same with a comma between them.</summary>
    public static string Words => string.Join(", ", All);

    /// <returns>Null: there is no such kind.</returns>
    public static FaultKind? Find(string word) => Enum.GetValues<FaultKind>().Where(kind => kind.Word() == word).Select(kind => (FaultKind?)kind).FirstOrDefault();
}

/// <summary>On a property, not on the type: there it is stronger than a serializer's own converters.</summary>
internal sealed class WireNames() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
