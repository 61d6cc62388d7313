using System.Collections.Immutable;
using Amazon.Lambda.SQSEvents;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Domain;
using Appointments.Lambda.DeadLetters;
using Appointments.Sqs;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.Lambda;

public sealed class ProcessDeadLettersTests
{
    private const string Queue = "https://sqs.us-east-1.amazonaws.com/123456789012/peru.fifo";
    private static readonly ImmutableArray<Country> Peru = [new("PE", "peru", "Perú")];
    private readonly Region region = new();
    private readonly CountingMetrics metrics = new();
    private readonly List<SendMessageRequest> sent = [];
    private readonly Mock<IAmazonSQS> sqs = new(MockBehavior.Strict);

    public ProcessDeadLettersTests() => sqs.Setup(client => client.SendMessageAsync(It.IsAny<SendMessageRequest>(), It.IsAny<CancellationToken>()))
        .Callback((SendMessageRequest request, CancellationToken _) => { lock (sent) sent.Add(request); }).ReturnsAsync(new SendMessageResponse());

    private ProcessDeadLettersFunction Function => new(
        new DeadLetterProcessor(new SqsRegistrationQueue(sqs.Object, Queue), region.Quarantine, metrics, region.Clock, new RegistrationRules(Peru, new ListPlaces(1), Region.Name)), Region.Name, region.Log);

    [Theory]
    [InlineData(null, "1")]
    [InlineData("0", "1")]
    [InlineData("1", "2")]
    [InlineData("2", "3")]
    [InlineData("-1", "1")] // a count that is none starts anew, and cannot be had for ever
    [InlineData("often", "1")]
    public async Task ALetterThatMayStillWork_GoesBackAsItWas_ButForItsAttempt(string? attempt, string next)
    {
        var letter = Letter("id-1", "dr-1", attempt);
        letter.MessageAttributes["seal"] = new() { BinaryValue = new MemoryStream([1, 2]), DataType = "Binary" };

        Assert.Empty(await HandleAsync(letter));

        var message = Assert.Single(sent);
        Assert.Equal((Queue, letter.Body, "dr-1", $"id-1#{next}"), (message.QueueUrl, message.MessageBody, message.MessageGroupId, message.MessageDeduplicationId));
        Assert.Equal(["acceptedAt Number 1795536000000", $"attempt Number {next}", "region String us-east-1", "requestId String request-m-id-1", "seal Binary 0102"],
            message.MessageAttributes.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value.DataType} {each.Value.StringValue ?? Convert.ToHexString(each.Value.BinaryValue.ToArray())}"));
        Assert.Empty(region.Quarantine.Entries);
        Assert.Equal((1, 0), (metrics.Of(Counted.DeadLetterPutBack), metrics.Of(Counted.DeadLetterQuarantined)));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("4")]
    public async Task ALetterThatCameBackThreeTimes_IsQuarantinedAndCounted_OnceHoweverOftenItComes(string attempt)
    {
        var letter = Letter("id-1", "dr-1", attempt);

        Assert.Empty(await HandleAsync(letter));
        Assert.Empty(await HandleAsync(letter));

        var entry = Assert.Single(region.Quarantine.Entries);
        Assert.Equal(("id-1", Region.Name, "request-m-id-1", letter.Body), (entry.AppointmentId, entry.Region, entry.EventId, entry.Content));
        Assert.Contains($"after each of {attempt} returns", entry.Reason);
        Assert.Equal((1, 1), (metrics.Of(Counted.Quarantined), metrics.Of(Counted.DeadLetterQuarantined)));
        Assert.Empty(sent);
    }

    [Theory]
    [InlineData("no JSON", "is not JSON")]
    [InlineData("""{"appointmentId":"id-1","country":"CL","status":"requested"}""", "country must be one of PE")]
    public async Task ALetterThatCanNeverWork_IsQuarantinedAtOnce(string body, string reason)
    {
        Assert.Empty(await HandleAsync(Region.Message("m1", "g", body)));

        Assert.Contains(reason, Assert.Single(region.Quarantine.Entries).Reason);
        Assert.Equal(1, metrics.Of(Counted.DeadLetterQuarantined));
        Assert.Empty(sent);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public async Task ALetter_GoesBack_WhileItsAttributesLeaveRoomForTheAttempt(int attributes, bool goesBack)
    {
        var letter = Letter("id-1", "dr-1");
        foreach (var number in Enumerable.Range(0, attributes - letter.MessageAttributes.Count))
            letter.MessageAttributes[$"more-{number}"] = new() { StringValue = "x", DataType = "String" };

        Assert.Empty(await HandleAsync(letter));

        Assert.Equal(goesBack ? (1, 0) : (0, 1), (sent.Count, region.Quarantine.Entries.Length));
    }

    [Fact]
    public async Task AQueueThatDoesNotAnswer_KeepsTheLetterAndTheLaterOnesOfItsGroup_WhileOthersGoBackInOrder()
    {
        sqs.Setup(client => client.SendMessageAsync(It.Is<SendMessageRequest>(request => request.MessageBody.Contains("\"a2\"")), It.IsAny<CancellationToken>())).ThrowsAsync(new TimeoutException("silent"));

        var failed = await HandleAsync(Letter("a1", "a"), Letter("b1", "b"), Letter("a2", "a"), Letter("a3", "a"), Letter("b2", "b"));

        Assert.Equal(["m-a2", "m-a3"], failed.Order());
        Assert.Equal(["a1#1"], sent.Where(message => message.MessageGroupId == "a").Select(message => message.MessageDeduplicationId));
        Assert.Equal(["b1#1", "b2#1"], sent.Where(message => message.MessageGroupId == "b").Select(message => message.MessageDeduplicationId));
    }

    [Fact]
    public async Task TheLog_HasIdsOnly_AndNoBody()
    {
        Assert.Empty(await HandleAsync(Region.Message("m1", "g", """{"patient":"Marked Patient"}""")));

        Assert.Contains("DeadLetterAnswered", region.Written);
        Assert.DoesNotContain("Marked", region.Written);
    }

    private async Task<IReadOnlyList<string>> HandleAsync(params SQSEvent.SQSMessage[] letters) =>
        [.. (await Function.HandleAsync(new SQSEvent { Records = [.. letters] }, Region.Context)).BatchItemFailures.Select(failure => failure.ItemIdentifier)];

    private static SQSEvent.SQSMessage Letter(string id, string group, string? attempt = null)
    {
        var message = Region.Message($"m-{id}", group, Region.Registration(id, group));
        if (attempt is not null)
            message.MessageAttributes["attempt"] = new() { StringValue = attempt, DataType = "Number" };
        return message;
    }
}
