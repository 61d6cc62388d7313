using System.Collections.Immutable;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.Emulators;
using Appointments.Local.Processes;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

/// <summary>What is mended in fauxqs where it keeps its messages, and that a fauxqs which cannot be mended does not start.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class FauxqsMendsTests(EmulatorFixture emulators) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fauxqs-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>As a function does with the rest of a group behind a message that failed. Unmended, fauxqs answers 500 and forgets the message until its next start.</summary>
    [Fact]
    public async Task AMessage_ThatIsGivenBackAtOnce_ComesAgain_WhereMessagesAreKept()
    {
        await using var queues = await Fauxqs.StartAsync(emulators.Tools, "sa-east-1", EmulatorFixture.Account, folder.FullName, CancellationToken.None);
        using var sqs = new AmazonSQSClient("ANY", "ANY", new AmazonSQSConfig { ServiceURL = queues.Endpoint.ToString(), AuthenticationRegion = "sa-east-1", MaxErrorRetry = 0 });
        var attributes = ImmutableDictionary.CreateRange(new Dictionary<string, string> { ["FifoQueue"] = "true", ["VisibilityTimeout"] = "90" });
        await QueueCreation.EnsureAsync(queues.Endpoint, "sa-east-1", [new QueueSpec("given-back.fifo", $"arn:aws:sqs:sa-east-1:{EmulatorFixture.Account}:given-back.fifo", attributes)], CancellationToken.None);
        var url = (await sqs.GetQueueUrlAsync("given-back.fifo")).QueueUrl;
        await sqs.SendMessageAsync(new SendMessageRequest(url, "x") { MessageGroupId = "a", MessageDeduplicationId = "1" });
        var first = Assert.Single((await sqs.ReceiveMessageAsync(url)).Messages);

        await sqs.ChangeMessageVisibilityAsync(url, first.ReceiptHandle, 0);

        Assert.Equal(first.MessageId, Assert.Single((await sqs.ReceiveMessageAsync(url)).Messages).MessageId);
    }

    [Fact]
    public async Task AFauxqs_ThatReadsOtherwise_DoesNotStart_AndSaysWhatToDo()
    {
        var dist = folder.CreateSubdirectory("node_modules/fauxqs/dist");
        File.WriteAllText(Path.Combine(folder.FullName, "node_modules/fauxqs/package.json"), """{"type":"module"}""");
        File.WriteAllText(Path.Combine(dist.CreateSubdirectory("common").FullName, "types.js"), "export const account = 'another way to say it';");
        File.WriteAllText(Path.Combine(dist.FullName, "app.js"), "import './common/types.js';\nexport const startFauxqs = () => { throw new Error('it started'); };");

        var problem = await Assert.ThrowsAsync<ChildProcessException>(() => Fauxqs.StartAsync(emulators.Tools with { Fauxqs = folder.FullName }, "sa-east-1", EmulatorFixture.Account, null, CancellationToken.None));

        Assert.Contains("fauxqs no longer says DEFAULT_ACCOUNT_ID", problem.Message);
        Assert.Contains("change fauxqs.mjs with it", problem.Message);
    }
}
