using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Contract;
using Appointments.Local.DynamoDb;
using Appointments.Local.EventSources;

namespace Appointments.Tests.Run;

/// <summary>Messages of one schedule are handled in order: what fails holds back its own group and no other.</summary>
public sealed class GroupTests(DevWorld dev) : IClassFixture<DevWorld>
{
    private const string Us = "us-east-1";

    /// <summary>A queue's visibility timeout: six times the function's 20 s.</summary>
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(120);

    private readonly World world = dev.World;

    [Fact]
    public async Task OfTenMessagesOfTwoGroups_OnlyTheOneThatFailsAndTheLaterOnesOfItsGroup_ComeAgain()
    {
        var function = world.Topologies[Us].Functions.Single(function => function.Name.Contains("peru-register"));
        string[] ids = [.. Enumerable.Range(1, 5).SelectMany(n => new[] { $"a{n}", $"b{n}" })];
        var batch = ids.Select(id => Message(id, $"group-{id[0]}")).ToList();
        using var failing = world.Writes.Meddle((write, next) => write.IsOf("a3") ? Task.FromResult(SeenWrite.Failure) : next());

        var answer = await world.Run.Functions[Us].InvokeAsync(function.Arn, QueueEvent.Write(batch, "arn:aws:sqs:us-east-1:123456789012:peru.fifo", Us), CancellationToken.None);

        Assert.False(answer.Failed, answer.ErrorMessage);
        var failures = JsonNode.Parse(answer.Payload.Span)!["batchItemFailures"]!.AsArray().Select(item => item!["itemIdentifier"]!.ToString());
        Assert.Equal(["message-a3", "message-a4", "message-a5"], failures.Order());
        var tables = (await Tables.ReadAsync(world.Run))[Us];
        Assert.All(ids, id => Assert.Equal(id is not ("a3" or "a4" or "a5"), tables.Contains($"\"{id}\"")));
    }

    [Fact]
    public async Task ADependencyThatKeepsFailingForOneGroup_BringsItsMessagesToTheDeadLetters_AfterFiveReceives_WhileOthersGoOn()
    {
        string[] failing = ["stuck-1", "stuck-2"];
        var (queue, dead) = (await world.Queues.UrlAsync(Us, "peru"), await world.Queues.UrlAsync(Us, "peru", dead: true));
        using var outage = world.Writes.Meddle((write, next) => failing.Any(write.IsOf) ? Task.FromResult(SeenWrite.Failure) : next());
        foreach (var id in failing)
            Assert.Equal(202, (await world.Regions[Us].RegisterAsync("peru", id, "PE", "stuck")).Code);

        for (var receive = 1; await world.Queues.DepthAsync(Us, queue) > 0; receive++)
        {
            Assert.InRange(receive, 1, 20); // it ends
            await world.RegisterAsync(Us, $"goes-on-{receive}", schedule: "free");
            await SeeHandledAsync(queue);
            await world.Run.MoveQueuesClockAsync(Visibility + TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        Assert.Equal(failing.Length, await world.Queues.DepthAsync(Us, dead));
        Assert.Equal(failing, await DrainAsync(dead));
        var tries = world.Lines.All.Where(line => line.Text.Contains("\"RegistrationFailed\"")).GroupBy(line => JsonNode.Parse(line.Text)!["messageId"]!.ToString()).Where(message => !message.Key.StartsWith("message-"));
        Assert.Equal([5, 5], tries.Select(message => message.Count()));
        Assert.All(failing, id => Assert.DoesNotContain(world.Regions[Us].ListAsync("country=PE").Result, listed => listed == id));
    }

    /// <summary>SQS's deduplication counts within a group where the queue says so; fauxqs is made to.</summary>
    [Fact]
    public async Task AnIdInAnotherSchedule_IsHandledAtOnce_AndQuarantined()
    {
        await world.RegisterAsync(Us, "scoped", schedule: "dr-1");

        Assert.Equal(202, (await world.Regions[Us].RegisterAsync("peru", "scoped", "PE", "dr-2")).Code); // within the five minutes

        Assert.Contains("already registered for PE in schedule dr-1; this registration is for PE in schedule dr-2", Assert.Single(await world.SeeQuarantinedAsync(Us, "scoped"))!["reason"]!.ToString());
    }

    /// <summary>A poll later, whatever could be received was: the messages in hand wait for their visibility timeout, or the queue is empty.</summary>
    private async Task SeeHandledAsync(string queue) => await Eventually.SeeAsync(async () =>
    {
        var attributes = await world.Queues.In(Us).GetQueueAttributesAsync(queue, ["All"]);
        var failed = world.Lines.All.Count(line => line.Text.Contains("\"RegistrationFailed\""));
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible, failed);
    }, seen => seen.ApproximateNumberOfMessagesNotVisible > 0 || seen.ApproximateNumberOfMessages is 0, "all that is left in hand");

    private async Task<IReadOnlyList<string>> DrainAsync(string url)
    {
        List<string> ids = [];
        while ((await world.Queues.In(Us).ReceiveMessageAsync(new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10 })).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                ids.Add(JsonNode.Parse(message.Body)![RegistrationMessage.AppointmentId]!.ToString());
                await world.Queues.In(Us).DeleteMessageAsync(url, message.ReceiptHandle);
            }
        }

        return ids;
    }

    private static Message Message(string id, string group) => new()
    {
        MessageId = $"message-{id}",
        ReceiptHandle = id,
        Body = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            [RegistrationMessage.AppointmentId] = id, [RegistrationMessage.Country] = "PE", [RegistrationMessage.Schedule] = group, [RegistrationMessage.Status] = "requested",
        }),
        Attributes = new() { ["MessageGroupId"] = group },
        MessageAttributes = new() { [RegistrationMessage.RequestIdAttribute] = new() { DataType = "String", StringValue = $"request-{id}" } },
    };
}
