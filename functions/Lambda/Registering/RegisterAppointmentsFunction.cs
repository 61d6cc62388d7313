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
        return await FifoBatch.AnswerAsync(batch, async message =>
        {
            var (answer, origin) = await inbox.TakeAsync(message, deadline.Token);
            log.RegistrationAnswered(context.AwsRequestId, message.MessageId, origin, answer);
        }, (problem, message) => log.RegistrationFailed(problem, context.AwsRequestId, message.MessageId));
    }
}
