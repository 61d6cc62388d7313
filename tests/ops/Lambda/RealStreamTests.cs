using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Appointments.Local.DynamoDb;
using Appointments.Local.EventSources;
using Appointments.Local.Topology;

namespace Appointments.Tests.LocalLambda;

/// <summary>The mapping on a real stream.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class RealStreamTests(EmulatorFixture emulators) : IDisposable
{
    private readonly ConcurrentQueue<MappingNotice> notices = new();
    private readonly string file = Path.Combine(Path.GetTempPath(), $"positions-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Changes_ReachTheFunctionOnce_InOrder_AcrossARestart()
    {
        var table = await emulators.TableAsync();
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await PutAsync(table, "a", 1);

        await using (await StartAsync(table, function, "TRIM_HORIZON"))
        {
            await PutAsync(table, "a", 2);
            await Until.TrueAsync(() => Seen(function).Count == 2, "both were seen");
        }

        await PutAsync(table, "a", 3);
        await using var again = await StartAsync(table, function, "TRIM_HORIZON");
        await Until.TrueAsync(() => Seen(function).Count >= 3, "the third was seen");

        Assert.Equal(["INSERT 1", "MODIFY 2", "MODIFY 3"], Seen(function));
        Assert.All(function.Events.SelectMany(records => records), record => Assert.Equal((table.StreamArn, "us-east-1"), ((string?)record!["eventSourceARN"], (string?)record["awsRegion"])));
        Assert.Empty(notices);
    }

    [Fact]
    public async Task Latest_SeesWhatIsWrittenAfterTheStart_AndNothingElse()
    {
        var table = await emulators.TableAsync();
        var function = new ScriptedInvoker(_ => Task.FromResult(ScriptedInvoker.Done));
        await PutAsync(table, "a", 1);

        await using var mapping = await StartAsync(table, function, "LATEST");
        await PutAsync(table, "a", 2);
        await Until.TrueAsync(() => Seen(function).Count >= 1, "one was seen");

        Assert.Equal(["MODIFY 2"], Seen(function));
    }

    private static List<string> Seen(ScriptedInvoker function) =>
        [.. function.Events.SelectMany(records => records).Select(record => $"{record!["eventName"]} {record["dynamodb"]!["NewImage"]!["n"]!["N"]}")];

    private async Task<StreamMapping> StartAsync(TableSpec table, ScriptedInvoker function, string position)
    {
        var spec = new StreamMappingSpec("mapping", table.StreamArn!, SampleFunctions.Arn, 10, TimeSpan.Zero, position, true, 3, true, null);
        var reader = new TableStreamReader(emulators.Database, table.Name, TimeProvider.System);
        var mapping = new StreamMapping(spec, reader.ReadAsync, new MappingContext(EmulatorFixture.Region, function, TimeProvider.System, notices.Enqueue), new FileStreamPositions(file), null);
        await mapping.StartAsync(CancellationToken.None);
        return mapping;
    }

    private Task<System.Text.Json.JsonElement> PutAsync(TableSpec table, string id, int n) => emulators.Database.CallAsync(
        "PutItem",
        new JsonObject { ["TableName"] = table.Name, ["Item"] = new JsonObject { ["id"] = new JsonObject { ["S"] = id }, ["n"] = new JsonObject { ["N"] = $"{n}" } } },
        CancellationToken.None);
}
