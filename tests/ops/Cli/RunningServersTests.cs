using System.Text.Json.Nodes;
using Amazon.SQS;
using Appointments.Local.Emulators;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary><c>--dynamodb URL --sqs URL</c>: what runs already is used, for all regions, and left as it is.</summary>
public sealed class RunningServersTests
{
    [Fact]
    public async Task ServersThatRunAlready_ServeEveryRegion_AndKeepWhatTheyHold()
    {
        var tools = await EmulatorTools.EnsureAsync(Environment.GetEnvironmentVariable, new Progress<string>(Console.WriteLine), CancellationToken.None);
        await using var dynamoDb = await DynamoDbLocal.StartAsync(tools, "anywhere", null, CancellationToken.None);
        await using var sqs = await Fauxqs.StartAsync(tools, "eu-west-1", "000000000000", null, CancellationToken.None); // as it is out of the box: another account than the graph's
        string[] elsewhere = ["--dynamodb", dynamoDb.Endpoint.ToString(), "--sqs", sqs.Endpoint.ToString()];
        await using (var first = await RunningSystem.StartAsync(elsewhere))
        {
            Assert.Equal(202, (await first.Regions["us-east-1"].RegisterAsync("peru", "north", "Perú")).Code);
            Assert.Equal(202, (await first.Regions["sa-east-1"].RegisterAsync("chile", "south", "Chile")).Code);
            foreach (var region in first.Regions.Values)
                await Eventually.SeeAsync(() => region.ListAsync(), ids => ids.Order().SequenceEqual(["north", "south"]), "both appointments in both regions");
            Assert.DoesNotContain(first.Session.Descendants(), process => process.CommandLine.Contains("dynamodb-local.xml") || process.CommandLine.Contains("fauxqs.mjs"));
            Assert.All((await first.Control.StatusAsync())["regions"]!.AsArray(), region => Assert.NotNull(region!["queues"]));
            var refused = await Session.RunAsync("fault", "inject", "region-dead", "--region", "us-east-1", "--control", first.ControlUrl);
            Assert.Equal(1, refused.Exit); // not this run's to kill
            Assert.StartsWith("The tables or the queues of us-east-1 are not this run's own (--dynamodb, --sqs)", refused.Output);
            Assert.Equal(0, (await first.EndByAsync("exit 0")).Exit);
        }

        await AssertRedrivesLeadSomewhereAsync(sqs.Endpoint);
        await using var second = await RunningSystem.StartAsync(elsewhere);

        Assert.Equal(200, (await second.Edge.ChangeAsync("north", "confirmed")).Code);
        foreach (var region in second.Regions.Values)
            await Eventually.SeeAsync(() => region.ListAsync("status=confirmed"), ids => ids.SequenceEqual(["north"]), "the change of what an earlier run had stored");
    }

    /// <summary>The graph's ARNs have another account than this server's queues.</summary>
    private static async Task AssertRedrivesLeadSomewhereAsync(Uri endpoint)
    {
        using var sqs = new AmazonSQSClient("LOCAL", "LOCAL", new AmazonSQSConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        var urls = (await sqs.ListQueuesAsync("")).QueueUrls;
        var attributes = await Task.WhenAll(urls.Select(async url => (await sqs.GetQueueAttributesAsync(url, ["All"])).Attributes));
        var policies = attributes.Where(queue => queue.ContainsKey("RedrivePolicy")).Select(queue => JsonNode.Parse(queue["RedrivePolicy"])!["deadLetterTargetArn"]!.ToString()).ToArray();

        Assert.Equal(4, policies.Length); // two countries in two regions: this server lists the queues of all
        Assert.Subset(attributes.Select(queue => queue["QueueArn"]).ToHashSet(), policies.ToHashSet());
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsNamed()
    {
        var outcome = await Session.RunAsync("run", "--port", "0", "--dynamodb", "http://127.0.0.1:1");

        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("Nothing listens at http://127.0.0.1:1/, which --dynamodb names for DynamoDB", outcome.Errors);
    }
}
