using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary>A deployment on AWS, from a kept file: no pulumi, no local run. Nothing of it answers here, and that is what the verbs say.</summary>
public sealed class OutputsFileTests
{
    [Fact]
    public async Task ADeployment_IsReachedByItsKeptOutputs_AndWhatDoesNotAnswerIsSaid()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("outputs-").FullName, "prod.json");
        var graph = await Session.RunAsync("graph", "--stack", "prod", "--json");
        await File.WriteAllTextAsync(file, JsonNode.Parse(graph.Output)!["outputs"]!.ToJsonString());
        var nothingListens = new Dictionary<string, string> // the SDK's own way to another address
        {
            ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:1", ["AWS_ENDPOINT_URL_SQS"] = "http://127.0.0.1:1",
            ["AWS_ACCESS_KEY_ID"] = "none", ["AWS_SECRET_ACCESS_KEY"] = "none", ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        Task<Outcome> TypeAsync(params string[] words) => Session.RunAsync(nothingListens, [.. words, "--outputs", file]);

        var (status, drain, list, policy) = (await TypeAsync("region", "status"), await TypeAsync("region", "drain", "us-east-1", "--reason", "x", "--emergency"), await TypeAsync("quarantine", "list"), await TypeAsync("region", "policy"));

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal((1, 1, 1, 0), (status.Exit, drain.Exit, list.Exit, policy.Exit));
        Assert.Contains("us-east-1 does not answer, sa-east-1 does not answer", status.Output);
        Assert.Contains("insist by name: --even-the-last us-east-1", drain.Output);
        Assert.Contains("No region's table answers (us-east-1: ", list.Errors);
        Assert.Contains("dynamodb:LeadingKeys", policy.Output);
    }
}
