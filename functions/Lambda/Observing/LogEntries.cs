using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Observing;

/// <summary>Everything that the functions log. Ids only: no name, no body, nothing that a client wrote and nobody checked.</summary>
internal static partial class LogEntries
{
    /// <param name="requestId">Lambda's.</param>
    /// <param name="originRequestId">The request that the gateway accepted.</param>
    [LoggerMessage(1, LogLevel.Information, "Message {MessageId} of request {OriginRequestId}: {Answer} (invocation {RequestId})")]
    public static partial void RegistrationAnswered(this ILogger log, string requestId, string messageId, string originRequestId, Domain.RegistrationAnswer answer);

    [LoggerMessage(2, LogLevel.Error, "Message {MessageId} failed and will come again (invocation {RequestId})")]
    public static partial void RegistrationFailed(this ILogger log, Exception exception, string requestId, string messageId);

    /// <param name="gatewayRequestId">The gateway's id of the request, which the ledger keeps.</param>
    [LoggerMessage(3, LogLevel.Information, "Answered {StatusCode} to {GatewayRequestId} (invocation {RequestId})")]
    public static partial void RequestAnswered(this ILogger log, string requestId, string gatewayRequestId, int statusCode);

    [LoggerMessage(4, LogLevel.Error, "Request {GatewayRequestId} failed (invocation {RequestId})")]
    public static partial void RequestFailed(this ILogger log, Exception exception, string requestId, string gatewayRequestId);

    [LoggerMessage(5, LogLevel.Error, "Stream record {SequenceNumber} failed; the batch goes on from it again (invocation {RequestId})")]
    public static partial void ReconciliationFailed(this ILogger log, Exception exception, string requestId, string sequenceNumber);

    /// <param name="originRequestId">The request that the gateway accepted.</param>
    [LoggerMessage(6, LogLevel.Warning, "Dead letter {MessageId} of request {OriginRequestId}: {Answer} after {Attempts} returns (invocation {RequestId})")]
    public static partial void DeadLetterAnswered(this ILogger log, string requestId, string messageId, string originRequestId, Domain.DeadLetterAnswer answer, int attempts);

    /// <param name="sentence">Made here of names of regions and alarms, and of times.</param>
    [LoggerMessage(7, LogLevel.Warning, "{Sentence} ({Outcome}, alarm {Alarm} of {Region}, invocation {RequestId})")]
    public static partial void AlarmAnswered(this ILogger log, string requestId, string region, string alarm, Domain.Draining.AutoDrainOutcome outcome, string sentence);

    /// <summary>The metric counts it; people need to know whose it is.</summary>
    [LoggerMessage(8, LogLevel.Warning, "Two regions wrote what does not go together of appointment {AppointmentId} (invocation {RequestId})")]
    public static partial void ConflictSeen(this ILogger log, string requestId, string appointmentId);
}
