using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Appointments.Lambda.Observing;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Registering;

/// <summary>Registers one country's appointments from its FIFO queue. A refusal is an answer; only what may work later is a failure.</summary>
public sealed class RegisterAppointmentsFunction(RegistrationInbox inbox, ILogger log)
{
    /// <returns>The messages that are to come again: each that failed and the later ones of its group.</returns>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        using var deadline = context.Deadline();
        var groups = batch.Records.GroupBy(message => message.Attributes.GetValueOrDefault("MessageGroupId", ""));
        var unfinished = await Task.WhenAll(groups.Select(async group =>
        {
            var waiting = new Queue<SQSEvent.SQSMessage>(group); // every message starts failed and is taken out once it is answered
            try
            {
                for (; waiting.TryPeek(out var message); waiting.Dequeue())
                {
                    var (answer, origin) = await inbox.TakeAsync(message, deadline.Token);
                    log.RegistrationAnswered(context.AwsRequestId, message.MessageId, origin, answer);
                }
            }
            catch (Exception e) // it holds back the rest of its group, and no other: order
            {
                log.RegistrationFailed(e, context.AwsRequestId, waiting.Peek().MessageId);
            }

            return waiting;
        }));
        return new SQSBatchResponse([.. unfinished.SelectMany(waiting => waiting).Select(message => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId })]);
    }
}
