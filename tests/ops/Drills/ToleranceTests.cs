using System.Text.Json.Nodes;
using Appointments.Drills.Experiments;

namespace Appointments.Tests.Drills;

public sealed class ToleranceTests
{
    [Theory]
    [InlineData("0", 0, "", true)]
    [InlineData("0", 1, "", false)]
    [InlineData("[0, 2]", 2, "", true)]
    [InlineData("[0, 2]", 1, "", false)]
    [InlineData("""{ "type": "range", "target": "stdout", "range": [0.5, 1] }""", 0, "0.5\n", true)]
    [InlineData("""{ "type": "range", "target": "stdout", "range": [0.5, 1] }""", 0, "1\n", true)]
    [InlineData("""{ "type": "range", "target": "stdout", "range": [0.5, 1] }""", 0, "0.4999", false)]
    [InlineData("""{ "type": "range", "target": "stdout", "range": [0.5, 1] }""", 0, "1.0001", false)]
    [InlineData("""{ "type": "range", "target": "stdout", "range": [0.5, 1] }""", 0, "", false)]
    [InlineData("""{ "type": "regex", "target": "stdout", "pattern": "is drained" }""", 0, "us-east-1 is drained.", true)]
    [InlineData("""{ "type": "regex", "target": "stdout", "pattern": "is drained" }""", 0, "us-east-1 serves", false)]
    [InlineData("""{ "type": "jsonpath", "target": "stdout", "path": "$[*].serves" }""", 0, """[{ "serves": false }]""", true)]
    [InlineData("""{ "type": "jsonpath", "target": "stdout", "path": "$[*].serves", "expect": [true, true] }""", 0, """[{ "serves": true }, { "serves": true }]""", true)]
    [InlineData("""{ "type": "jsonpath", "target": "stdout", "path": "$[*].serves", "expect": [true, true] }""", 0, """[{ "serves": true }, { "serves": false }]""", false)]
    [InlineData("""{ "type": "jsonpath", "target": "stdout", "path": "$.a", "expect": 1 }""", 0, """{ "a": 1 }""", true)]
    [InlineData("""{ "type": "jsonpath", "target": "stdout", "path": "$[*]", "count": 2 }""", 0, "[1]", false)]
    [InlineData("""{ "type": "jsonpath", "target": "stdout", "path": "$" }""", 0, "no JSON", false)]
    public void AResult_IsInTolerance_AsTheChaosToolkitHasIt(string tolerance, int exit, string output, bool met)
    {
        var file = DrillFile.Right();
        file["steady-state-hypothesis"]!["probes"]![0]!["tolerance"] = JsonNode.Parse(tolerance);

        Assert.Equal(met, DrillFile.Read(file).Hypothesis[0].Tolerance!.IsMetBy(new CommandResult(exit, output, "")));
    }
}
