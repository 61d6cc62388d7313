using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.Sqs;

/// <summary>One country's FIFO queue of registrations.</summary>
public sealed class SqsRegistrationQueue(IAmazonSQS sqs, string queueUrl) : IRegistrationQueue
{
    public Task PutBackAsync(DeadLetter letter, int attempt, CancellationToken cancel)
    {
        var attributes = letter.Attributes.ToDictionary(each => each.Name, Value);
        attributes[RegistrationMessage.AttemptAttribute] = new() { DataType = "Number", StringValue = attempt.ToString(CultureInfo.InvariantCulture) };
        return sqs.SendMessageAsync(new SendMessageRequest
        {
            QueueUrl = queueUrl,
            MessageBody = letter.Request.Origin.Content,
            MessageAttributes = attributes,
            MessageGroupId = letter.Group,
            MessageDeduplicationId = $"{letter.Request.AppointmentId}#{attempt}", // the same attempt again, because its acknowledgement was lost, is swallowed
        }, cancel);
    }

    private static MessageAttributeValue Value(CarriedAttribute attribute) => attribute.Text is { } text
        ? new() { DataType = attribute.DataType, StringValue = text }
        : new() { DataType = attribute.DataType, BinaryValue = new MemoryStream(attribute.Binary.ToArray()) };
}
