using System.Collections.Immutable;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.Emulators;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

/// <summary>What fauxqs is made to do beyond itself: the scope of deduplication, and a clock that can be moved.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class DeduplicationTests(EmulatorFixture emulators) : IDisposable
{
    private readonly AmazonSQSClient sqs = new("ANY", "ANY", new AmazonSQSConfig { ServiceURL = emulators.Queues.Endpoint.ToString(), AuthenticationRegion = "sa-east-1" });

    public void Dispose() => sqs.Dispose();

    [Theory]
    [InlineData("messageGroup", 2)]
    [InlineData("queue", 1)]
    public async Task DeduplicationId_CountsWithinItsGroup_WhereTheQueueSaysSo(string scope, int kept)
    {
        var url = await QueueAsync(scope);

        await SendAsync(url, "a", "id");
        await SendAsync(url, "b", "id");
        await SendAsync(url, "a", "id");

        Assert.Equal(kept, await DepthAsync(url));
    }

    [Theory]
    [InlineData("messageGroup", 2)]
    [InlineData("queue", 1)]
    public async Task DeduplicationId_CountsWithinItsGroup_AlsoInABatch(string scope, int kept)
    {
        var url = await QueueAsync(scope);

        var reply = await sqs.SendMessageBatchAsync(url, [.. new[] { "a", "b", "a" }.Select((group, i) => new SendMessageBatchRequestEntry($"{i}", "x") { MessageGroupId = group, MessageDeduplicationId = "id" })]);

        Assert.Equal(3, reply.Successful.Count);
        Assert.Equal(kept, await DepthAsync(url));
    }

    [Fact]
    public async Task DeduplicationId_IsForgotten_OnceTheClockHasMovedFiveMinutes()
    {
        var url = await QueueAsync("messageGroup");
        await SendAsync(url, "a", "id");

        await emulators.Queues.MoveClockAsync(TimeSpan.FromSeconds(290), CancellationToken.None);
        await SendAsync(url, "a", "id");
        Assert.Equal(1, await DepthAsync(url));
        await emulators.Queues.MoveClockAsync(TimeSpan.FromSeconds(11), CancellationToken.None);
        await SendAsync(url, "a", "id");

        Assert.Equal(2, await DepthAsync(url));
    }

    [Fact]
    public async Task Message_IsVisibleAgain_OnceTheClockHasMovedItsTimeout()
    {
        var url = await QueueAsync("messageGroup");
        await SendAsync(url, "a", "id");
        Assert.Single((await sqs.ReceiveMessageAsync(url)).Messages);
        Assert.Null((await sqs.ReceiveMessageAsync(url)).Messages);

        await emulators.Queues.MoveClockAsync(TimeSpan.FromSeconds(91), CancellationToken.None);

        Assert.Single((await sqs.ReceiveMessageAsync(url)).Messages);
    }

    private async Task<string> QueueAsync(string scope)
    {
        var name = $"{scope}-{Guid.NewGuid():N}.fifo";
        var attributes = ImmutableDictionary.CreateRange(new Dictionary<string, string> { ["FifoQueue"] = "true", ["VisibilityTimeout"] = "90", ["DeduplicationScope"] = scope });
        await QueueCreation.EnsureAsync(emulators.Queues.Endpoint, "sa-east-1", [new QueueSpec(name, $"arn:aws:sqs:sa-east-1:{EmulatorFixture.Account}:{name}", attributes)], CancellationToken.None);
        return (await sqs.GetQueueUrlAsync(name)).QueueUrl;
    }

    private Task<SendMessageResponse> SendAsync(string url, string group, string id) => sqs.SendMessageAsync(new SendMessageRequest(url, "x") { MessageGroupId = group, MessageDeduplicationId = id });

    private async Task<int> DepthAsync(string url) => (await sqs.GetQueueAttributesAsync(url, [QueueAttributeName.ApproximateNumberOfMessages])).ApproximateNumberOfMessages;
}
