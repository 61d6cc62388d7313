using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Drills.Experiments;

namespace Appointments.Tests.Drills;

/// <summary>A drill's file that is right: look, break, mend, roll back. A test spoils or changes one thing.</summary>
internal static class DrillFile
{
    public static JsonObject Right() => (JsonObject)JsonNode.Parse("""
        {
          "title": "A drill", "description": "What for.", "tags": ["test"],
          "configuration": { "region": "us-east-1", "limit": 5 },
          "runtime": { "rollbacks": { "strategy": "default" } },
          "extensions": [{ "name": "appointments", "fault": "break", "recovery": "mend", "load": ["edge", "${region}"] }],
          "steady-state-hypothesis": { "title": "All is well", "probes": [
            { "type": "probe", "name": "well", "tolerance": { "type": "range", "target": "stdout", "range": [0.9, 1] }, "provider": { "type": "process", "path": "./appointments", "arguments": ["well", "${region}"] } }
          ] },
          "method": [
            { "type": "action", "name": "break", "provider": { "type": "process", "path": "./appointments", "arguments": ["break"] } },
            { "type": "probe", "name": "broken", "tolerance": 0, "provider": { "type": "process", "path": "./appointments", "arguments": ["broken"] } },
            { "type": "action", "name": "mend", "provider": { "type": "process", "path": "./appointments", "arguments": ["mend"] } }
          ],
          "rollbacks": [
            { "type": "action", "name": "undo", "provider": { "type": "process", "path": "./appointments", "arguments": ["undo"] } },
            { "type": "action", "name": "undo-the-rest", "provider": { "type": "process", "path": "./appointments", "arguments": ["undo-the-rest"] } }
          ]
        }
        """)!;

    public static Experiment Read(JsonNode file, Func<ImmutableArray<string>, string?>? problemOf = null, params (string Key, string Value)[] settings) =>
        new ExperimentReader(settings.ToImmutableDictionary(each => each.Key, each => each.Value), problemOf ?? (_ => null)).Read("drills/test.json", file.ToJsonString());

    public static Experiment WithStrategy(string strategy)
    {
        var file = Right();
        file["runtime"]!["rollbacks"]!["strategy"] = strategy;
        return Read(file);
    }
}
