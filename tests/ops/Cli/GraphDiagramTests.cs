using System.Text.RegularExpressions;
using Appointments.Plan;

namespace Appointments.Tests.Cli;

public sealed partial class GraphDiagramTests
{
    [Fact]
    public async Task TheDiagram_ShowsEveryRegionsQueuesFunctionsAndTables_InFewBoxes()
    {
        var graph = GraphJson.Read((await Session.RunAsync("graph", "--stack", "prod", "--json")).Output);

        var diagram = (await Session.RunAsync("graph", "--stack", "prod", "--format", "mermaid")).Output;

        Assert.StartsWith("flowchart LR\n", diagram);
        Assert.Equal(3, Regex.Count(diagram, "^  subgraph (global|us-east-1|sa-east-1)$", RegexOptions.Multiline));
        var boxes = Box().Matches(diagram).Select(match => match.Groups[1].Value).ToArray();
        Assert.InRange(boxes.Length, 20, 60);
        Assert.Equal(boxes.Distinct(), boxes);
        string[] types = ["aws:lambda/function:Function", "aws:dynamodb/table:Table", "aws:apigateway/restApi:RestApi"];
        foreach (var shown in types.SelectMany(graph.OfType))
            Assert.Contains(Regex.Replace(shown.Name, "^(global|us-east-1|sa-east-1)-", ""), diagram);
        Assert.DoesNotContain("role", diagram); // plumbing
    }

    [Fact]
    public async Task EveryArrow_JoinsTwoBoxes_AndEveryMappingIsOne()
    {
        var graph = GraphJson.Read((await Session.RunAsync("graph", "--json")).Output);

        var diagram = (await Session.RunAsync("graph", "--format", "mermaid")).Output;

        var boxes = Box().Matches(diagram).Select(match => match.Groups[1].Value).ToHashSet();
        var arrows = Arrow().Matches(diagram);
        Assert.True(arrows.Count > boxes.Count / 2);
        Assert.All(arrows, arrow => Assert.True(boxes.Contains(arrow.Groups[1].Value) && boxes.Contains(arrow.Groups[3].Value), arrow.Value));
        Assert.Equal(graph.OfType("aws:lambda/eventSourceMapping:EventSourceMapping").Count(), arrows.Count(arrow => arrow.Groups[2].Value.Contains("read by")));
        Assert.Contains("us_east_1_api_RestApi --> us_east_1_peru_queue_Queue", diagram);
    }

    [Fact]
    public async Task TheArchitecturePage_HoldsTheDiagramOfProd()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Session.Root, "docs/architecture.md"));

        var diagram = (await Session.RunAsync("graph", "--stack", "prod", "--format", "mermaid")).Output;

        Assert.True(page.Contains($"```mermaid\n{diagram.TrimEnd()}\n```"), "The program changed. Type: ./appointments graph --stack prod --format mermaid --into docs/architecture.md");
    }

    [Fact]
    public async Task AFile_WithoutADiagram_IsNotWritten()
    {
        var outcome = await Session.RunAsync("graph", "--format", "mermaid", "--into", Path.Combine(Session.Root, "global.json"));

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("holds no ```mermaid block", outcome.Errors);
    }

    [GeneratedRegex(@"^ +(\w+)\[""<b>", RegexOptions.Multiline)]
    private static partial Regex Box();

    [GeneratedRegex(@"^  (\w+) (-->|== read by ==>) (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
