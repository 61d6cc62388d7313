using System.Globalization;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Lambda.Observing;
using Appointments.Lambda.Registering;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.DeadLetters;

/// <summary>Brings one country's dead letters back to its queue, or to quarantine. What fails stays among the dead letters: nothing is dropped.</summary>
/// <param name="region">The region that this runs in.</param>
/// <param name="drillKeyId">The id of the API key of drills in this region; null where there is none.</param>
public sealed class ProcessDeadLettersFunction(DeadLetterProcessor processor, string region, ILogger log, string? drillKeyId = null)
{
    private readonly RegistrationReader reader = new(region, drillKeyId);

    /// <returns>The messages that are to come again: each that failed and the later ones of its group.</returns>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        using var deadline = context.Deadline();
        return await FifoBatch.AnswerAsync(batch, async message =>
        {
            var letter = Letter(message);
            var answer = await processor.ProcessAsync(letter, deadline.Token);
            log.DeadLetterAnswered(context.AwsRequestId, message.MessageId, letter.Request.Origin.RequestId, answer, letter.Attempts);
        }, (problem, message) => log.RegistrationFailed(problem, context.AwsRequestId, message.MessageId));
    }

    private DeadLetter Letter(SQSEvent.SQSMessage message)
    {
        var (request, problem) = reader.Read(message);
        var attributes = message.MessageAttributes ?? [];
        // What is no count was not put there by us: it starts from none, and is a count from then on.
        var attempts = int.TryParse(attributes.GetValueOrDefault(RegistrationMessage.AttemptAttribute)?.StringValue, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return new DeadLetter(request, problem, FifoBatch.Group(message), attempts,
            [.. attributes.Where(each => each.Key != RegistrationMessage.AttemptAttribute)
                .Select(each => new CarriedAttribute(each.Key, each.Value.DataType, each.Value.StringValue, each.Value.BinaryValue?.ToArray()))]);
    }
}
