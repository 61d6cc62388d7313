using System.Collections.Concurrent;
using System.Threading.Channels;
using Amazon.SQS;
using Amazon.SQS.Model;
using Moq;

namespace Appointments.Tests.LocalLambda;

/// <summary>A queue whose receives give what the test puts in, one batch a receive, and which keeps what is deleted and given back.</summary>
internal sealed class ScriptedQueue
{
    public const string Arn = "arn:aws:sqs:us-east-1:123456789012:pe.fifo";
    private const string Url = "http://127.0.0.1:4002/123456789012/pe.fifo";
    private readonly Channel<Func<List<Message>>> receives = Channel.CreateUnbounded<Func<List<Message>>>();
    private int polling;

    public ScriptedQueue()
    {
        var sqs = new Mock<IAmazonSQS>(MockBehavior.Strict);
        sqs.Setup(s => s.GetQueueUrlAsync("pe.fifo", It.IsAny<CancellationToken>())).ReturnsAsync(new GetQueueUrlResponse { QueueUrl = Url });
        sqs.Setup(s => s.GetQueueAttributesAsync(Url, It.IsAny<List<string>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new GetQueueAttributesResponse { Attributes = new() { ["VisibilityTimeout"] = "30" } });
        sqs.Setup(s => s.ReceiveMessageAsync(It.IsAny<ReceiveMessageRequest>(), It.IsAny<CancellationToken>())).Returns<ReceiveMessageRequest, CancellationToken>(ReceiveAsync);
        sqs.Setup(s => s.DeleteMessageBatchAsync(Url, It.IsAny<List<DeleteMessageBatchRequestEntry>>(), It.IsAny<CancellationToken>()))
            .Callback<string, List<DeleteMessageBatchRequestEntry>, CancellationToken>((_, entries, _) => entries.ForEach(entry => Deleted.Enqueue(entry.ReceiptHandle)))
            .ReturnsAsync(new DeleteMessageBatchResponse());
        sqs.Setup(s => s.ChangeMessageVisibilityBatchAsync(Url, It.IsAny<List<ChangeMessageVisibilityBatchRequestEntry>>(), It.IsAny<CancellationToken>()))
            .Callback<string, List<ChangeMessageVisibilityBatchRequestEntry>, CancellationToken>((_, entries, _) => entries.ForEach(entry =>
            {
                Assert.Equal(0, entry.VisibilityTimeout);
                GivenBack.Enqueue(entry.ReceiptHandle);
            }))
            .ReturnsAsync(new ChangeMessageVisibilityBatchResponse());
        Client = sqs.Object;
    }

    public IAmazonSQS Client { get; }

    public ConcurrentQueue<string> Deleted { get; } = new();

    public ConcurrentQueue<string> GivenBack { get; } = new();

    public ConcurrentQueue<ReceiveMessageRequest> Requests { get; } = new();

    /// <summary>How many long polls wait.</summary>
    public int Polling => Volatile.Read(ref polling);

    public void Give(params string[] messageIds) => receives.Writer.TryWrite(() => [.. messageIds.Select(id => new Message { MessageId = id, ReceiptHandle = $"receipt-{id}", Body = id, MD5OfBody = "" })]);

    public void Fail(Exception how) => receives.Writer.TryWrite(() => throw how);

    private async Task<ReceiveMessageResponse> ReceiveAsync(ReceiveMessageRequest request, CancellationToken cancel)
    {
        Requests.Enqueue(request);
        Assert.Equal(Url, request.QueueUrl);
        if (request.WaitTimeSeconds == 0)
        {
            return new ReceiveMessageResponse { Messages = receives.Reader.TryRead(out var there) ? there() : null };
        }

        Interlocked.Increment(ref polling);
        try
        {
            return new ReceiveMessageResponse { Messages = (await receives.Reader.ReadAsync(cancel))() };
        }
        finally
        {
            Interlocked.Decrement(ref polling);
        }
    }
}
