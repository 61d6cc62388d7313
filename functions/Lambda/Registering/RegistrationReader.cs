using System.Globalization;
using Amazon.Lambda.SQSEvents;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Sqs;

namespace Appointments.Lambda.Registering;

/// <summary>Reads registrations off their messages.</summary>
/// <param name="region">The region that this runs in.</param>
/// <param name="drillKeyId">The id of the API key of drills in this region; null where there is none.</param>
internal sealed class RegistrationReader(string region, string? drillKeyId)
{
    /// <returns>What it asks for, as far as it says, and why that cannot be read; null where it can.</returns>
    public (RegistrationRequest Request, string? Problem) Read(SQSEvent.SQSMessage message) => RegistrationBody.Read(message.Body, Origin(message));

    private MessageOrigin Origin(SQSEvent.SQSMessage message)
    {
        string? Attribute(string name) => message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;
        // Both become part of a key: what is not in their form was not put by our gateway.
        var acceptedIn = Attribute(RegistrationMessage.RegionAttribute) is { Length: <= 30 } named && Identifier.IsValid(named) ? named : region;
        var requestId = Attribute(RegistrationMessage.RequestIdAttribute) is { } id && Identifier.IsValid(id) ? id : message.MessageId;
        // An instant that the gateway cannot have meant is none, rather than an exception for ever.
        DateTimeOffset? acceptedAt = long.TryParse(Attribute(RegistrationMessage.AcceptedAtAttribute), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        var rehearses = drillKeyId is not null && Attribute(RegistrationMessage.ApiKeyIdAttribute) == drillKeyId;
        return new MessageOrigin(acceptedIn, requestId, acceptedAt, message.Body, rehearses);
    }
}
