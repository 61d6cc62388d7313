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
    public async Task ADependencyThatKeepsFailingForOneGroup_BringsItsMessagesToQuarantine_AfterThreeReturnsFromTheDeadLetters_WhileOthersGoOn()
    {
        string[] failing = ["stuck-1", "stuck-2"];
        var (queue, dead) = (await world.Queues.UrlAsync(Us, "peru"), await world.Queues.UrlAsync(Us, "peru", dead: true));
        // Its ledger rows only: the table is there for others, and quarantine is another table.
        using var outage = world.Writes.Meddle((write, next) => failing.Any(id => write.Items.Any(item => item.IsOf(id) && item.Table.Contains("appointments-"))) ? Task.FromResult(SeenWrite.Failure) : next());
        foreach (var id in failing)
            Assert.Equal(202, (await world.Regions[Us].RegisterAsync("peru", id, "PE", "stuck")).Code);

        for (var receive = 1; await world.Queues.DepthAsync(Us, queue) + await world.Queues.DepthAsync(Us, dead) > 0; receive++)
        {
            Assert.InRange(receive, 1, 80); // it ends
            await world.RegisterAsync(Us, $"goes-on-{receive}", schedule: "free");
            await SeeTriedAsync(receive, queue, dead);
            await world.Run.MoveQueuesClockAsync(Visibility + TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        foreach (var id in failing)
            Assert.Contains("after each of 3 returns", Assert.Single(await world.SeeQuarantinedAsync(Us, id))!["reason"]!.ToString());
        var letters = Logged("DeadLetterAnswered").GroupBy(line => line["originRequestId"]!.ToString()).ToArray();
        Assert.Equal(failing.Length, letters.Length);
        Assert.All(letters, letter => Assert.Equal(["PutBack 0", "PutBack 1", "PutBack 2", "Quarantined 3"], letter.Select(line => $"{line["answer"]} {line["attempts"]}")));
        // Each return is a message of its own, with receives of its own.
        var tries = Failures().GroupBy(line => line["messageId"]!.ToString());
        Assert.Equal(Enumerable.Repeat(5, failing.Length * (1 + 3)), tries.Select(message => message.Count()));
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

    /// <summary>
    /// Waits until one more receive has failed and no dead letter is in hand, or all is in quarantine: time that moves while a function has a message would bring it a second time, which is allowed and would be counted here.
    /// </summary>
    private async Task SeeTriedAsync(int receives, string queue, string dead) => await Eventually.SeeAsync(async () =>
        (Failed: Failures().Count(), Dead: await world.Queues.DepthAsync(Us, dead), Queued: await world.Queues.DepthAsync(Us, queue)),
        seen => seen.Dead is 0 && (seen.Failed >= receives || seen.Queued is 0), $"receive {receives} failed, and no dead letter in hand");

    /// <summary>Of messages that came by the queue.</summary>
    private IEnumerable<JsonNode> Failures() => Logged("RegistrationFailed").Where(line => !line["messageId"]!.ToString().StartsWith("message-"));

    private IEnumerable<JsonNode> Logged(string entry) => world.Lines.All.Where(line => line.Text.Contains($"\"{entry}\"")).Select(line => JsonNode.Parse(line.Text)!);

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
