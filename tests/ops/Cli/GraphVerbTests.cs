using Appointments.Plan;

namespace Appointments.Tests.Cli;

public sealed class GraphVerbTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task TheGraphAsJson_IsAGraph_AndTheSameEveryTime(string stack)
    {
        var first = await Session.RunAsync("graph", "--stack", stack, "--format", "json");
        var again = await Session.RunAsync("graph", "--stack", stack, "--json");

        Assert.Equal((0, ""), (first.Exit, first.Errors));
        var graph = GraphJson.Read(first.Output);
        Assert.Equal(("appointments", stack), (graph.Project, graph.Stack));
        Assert.True(graph.Resources.Length > 100, $"{graph.Resources.Length} resources");
        Assert.Equal(first.Output, again.Output);
    }

    [Fact]
    public async Task TheGraphAsATable_HasALineAResource_NoneOfThemBroken()
    {
        var graph = GraphJson.Read((await Session.RunAsync("graph", "--stack", "prod", "--json")).Output);

        var table = await Session.RunAsync("graph", "--stack", "prod", "--format", "table");

        Assert.Equal(0, table.Exit);
        Assert.Contains($"{graph.Resources.Length} resources", table.Output);
        Assert.Empty(graph.Resources.Where(resource => !table.Output.Split('\n').Any(line => line.Contains($" {resource.Type} ") && line.Contains($" {resource.Name} "))).Select(resource => resource.Urn));
        Assert.DoesNotContain('\x1b', table.Output); // not a terminal: no colours
    }

    [Fact]
    public async Task WhatIsSet_IsInTheGraph()
    {
        var outcome = await Session.RunAsync("graph", "--json", "--set", "functionTimeoutSeconds=7", "--set", "functionArchitecture=arm64");

        var functions = GraphJson.Read(outcome.Output).Resources.Where(resource => resource.Type is "aws:lambda/function:Function").ToArray();
        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.Equal((7, """["arm64"]"""), ((int)function.Inputs["timeout"]!, function.Inputs["architectures"]!.ToJsonString())));
    }
}
