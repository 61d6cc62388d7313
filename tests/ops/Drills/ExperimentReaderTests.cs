using System.Text.Json.Nodes;
using Appointments.Drills.Experiments;

namespace Appointments.Tests.Drills;

public sealed class ExperimentReaderTests
{
    [Fact]
    public void AFile_IsReadWithItsReferencesReplaced()
    {
        var drill = DrillFile.Read(DrillFile.Right(), null, ("region", "sa-east-1"));

        Assert.Equal(["well", "sa-east-1"], drill.Hypothesis[0].Arguments.AsEnumerable());
        Assert.Equal(("test", "break", "mend", "edge sa-east-1", "5"), (drill.Name, drill.Terms.Fault, drill.Terms.Recovery, string.Join(' ', drill.Terms.Targets), drill.Configuration["limit"]));
        Assert.Equal(["well", "break", "broken", "mend", "undo", "undo-the-rest"], drill.Activities.Select(activity => activity.Name));
    }

    [Theory]
    [InlineData("title", "$.title")]
    [InlineData("description", "$.description")]
    [InlineData("steady-state-hypothesis", "$.steady-state-hypothesis")]
    [InlineData("method", "$.method")]
    [InlineData("extensions", "$.extensions")]
    public void AFile_IsRefused_WhereAPartIsMissing(string part, string place)
    {
        var file = DrillFile.Right();
        file.Remove(part);

        Assert.Contains(Assert.Throws<ExperimentException>(() => DrillFile.Read(file)).Problems, problem => problem.StartsWith(place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "type": "probe", "name": "p", "tolerance": 0, "provider": { "type": "process", "path": "./appointments", "arguments": ["${nobody}"] } }""", "${nobody} stands for nothing")]
    [InlineData("""{ "type": "look", "name": "p", "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "look is none")]
    [InlineData("""{ "type": "probe", "name": "p", "provider": { "type": "python", "path": "./appointments", "arguments": ["x"] } }""", "expected type process")]
    [InlineData("""{ "type": "probe", "name": "p", "provider": { "type": "process", "path": "rm", "arguments": ["x"] } }""", "expected type process")]
    [InlineData("""{ "type": "probe", "name": "p", "provider": { "type": "process", "path": "./appointments", "arguments": "x" } }""", "no list of texts")]
    [InlineData("""{ "type": "probe", "name": "p", "pauses": { "after": "5" }, "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "no number")]
    [InlineData("""{ "type": "probe", "name": "p", "tolerence": 0, "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "is not known here")]
    [InlineData("""{ "type": "probe", "name": "p", "tolerance": "0", "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "expected an exit code")]
    [InlineData("""{ "type": "probe", "name": "p", "tolerance": { "type": "range", "target": "stdout", "range": [2, 1] }, "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "the smaller first")]
    [InlineData("""{ "type": "probe", "name": "p", "tolerance": { "type": "range", "range": [1, 2] }, "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "expected stdout or stderr")]
    [InlineData("""{ "type": "probe", "name": "p", "tolerance": { "type": "regex", "target": "stdout", "pattern": "(" }, "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "Not enough )")]
    [InlineData("""{ "type": "probe", "name": "p", "tolerance": { "type": "jsonpath", "target": "stdout", "path": "$[" }, "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", ".path:")]
    [InlineData("""{ "type": "probe", "name": "break", "provider": { "type": "process", "path": "./appointments", "arguments": ["x"] } }""", "2 activities are called break")]
    public void AnActivity_IsRefused_WhereItCannotBeRun(string activity, string problem)
    {
        var file = DrillFile.Right();
        file["method"]!.AsArray().Add(JsonNode.Parse(activity));

        var refused = Assert.Throws<ExperimentException>(() => DrillFile.Read(file));

        Assert.Contains(problem, Assert.Single(refused.Problems));
    }

    [Theory]
    [InlineData("${region}/kept", "gone", null)]
    [InlineData("kept", null, "$.extensions[0].lost-rows")]
    [InlineData(null, "gone", "$.extensions[0].backup")]
    public void TheFilesOfABackup_AreSaidBothOrNeither(string? kept, string? lost, string? problem)
    {
        var file = DrillFile.Right();
        if (kept is not null)
            file["extensions"]![0]!["backup"] = kept;
        if (lost is not null)
            file["extensions"]![0]!["lost-rows"] = lost;

        if (problem is null)
            Assert.Equal(new BackupTerms("us-east-1/kept", "gone"), DrillFile.Read(file).Terms.Backup);
        else
            Assert.Contains(problem, Assert.Throws<ExperimentException>(() => DrillFile.Read(file)).Message);
        Assert.Null(DrillFile.Read(DrillFile.Right()).Terms.Backup);
    }

    [Fact]
    public void AFile_IsRefused_WhereItsPartsDoNotFitTogether()
    {
        var file = DrillFile.Right();
        file["extensions"]![0]!["fault"] = "nowhere";
        file["runtime"]!["rollbacks"]!["strategy"] = "sometimes";
        file["rollbacks"]![0]!["type"] = "probe";
        file["steady-state-hypothesis"]!["probes"]![0]!.AsObject().Remove("tolerance");

        var refused = Assert.Throws<ExperimentException>(() => DrillFile.Read(file, words => words[0] is "mend" ? "there is no mend" : null));

        Assert.Equal(5, refused.Problems.Length); // all at once
        foreach (var expected in new[] { "no activity of the method is called nowhere", "expected default, always, deviated or never", "rollbacks are actions", "probes with a tolerance each", "there is no mend" })
            Assert.Contains(refused.Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }
}
