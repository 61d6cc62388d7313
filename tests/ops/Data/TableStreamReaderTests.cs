using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;

namespace Appointments.Tests.Data;

[Collection(EmulatorCollection.Name)]
public sealed class TableStreamReaderTests(EmulatorFixture emulators)
{
    private readonly DynamoDbEndpoint database = emulators.First;

    [Fact]
    public async Task Reader_GivesEveryChangeInOrder_WhenOneItemIsPutChangedAndDeleted()
    {
        var table = await TableAsync();
        await database.PutAsync(table, Items.Item("a", "1"));
        await database.PutAsync(table, Items.Item("a", "1")); // the same again makes no record
        await database.PutAsync(table, Items.Item("a", "2"));
        await database.DeleteAsync(table, Items.Key("a"));

        var (records, _) = await ReadAsync(table, StreamPosition.TrimHorizon, 3);

        Assert.Equal(["INSERT", "MODIFY", "REMOVE"], records.Select(record => record.GetProperty("eventName").GetString()));
        var change = records[1].GetProperty("dynamodb");
        Assert.Equal("1", change.GetProperty("OldImage").GetProperty("value").GetProperty("S").GetString());
        Assert.Equal("2", change.GetProperty("NewImage").GetProperty("value").GetProperty("S").GetString());
        Assert.Equal("a", StreamBatch.Keys(records[1]).GetProperty("id").GetProperty("S").GetString());
        Assert.Equal(JsonValueKind.Number, change.GetProperty("ApproximateCreationDateTime").ValueKind);
    }

    [Fact]
    public async Task Reader_GoesOnWhereItStood_WhenItIsGivenThePosition()
    {
        var table = await TableAsync();
        await PutManyAsync(table, 0, 5);
        var (first, position) = await ReadAsync(table, StreamPosition.TrimHorizon, 5);
        await PutManyAsync(table, 5, 8);

        var (rest, _) = await ReadAsync(table, position, 3);

        Assert.Equal(["0", "1", "2", "3", "4"], first.Select(Id));
        Assert.Equal(["5", "6", "7"], rest.Select(Id));
    }

    [Fact]
    public async Task Reader_GivesOnlyWhatComesAfter_WhenItBeginsAtTheLatest()
    {
        var table = await TableAsync();
        await PutManyAsync(table, 0, 3);
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        await using var reading = new TableStreamReader(database, table, TimeProvider.System).ReadAsync(StreamPosition.Latest, stop.Token).GetAsyncEnumerator();

        Assert.True(await reading.MoveNextAsync());
        Assert.Empty(reading.Current.Records);
        await PutManyAsync(table, 3, 4);

        while (await reading.MoveNextAsync() && reading.Current.Records.IsEmpty) { }
        Assert.Equal("3", Id(Assert.Single(reading.Current.Records)));
    }

    [Fact]
    public async Task Reader_GivesTheFirstRecord_WhenItHasAlreadyLookedAtTheEmptyTable()
    {
        var table = await TableAsync();
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        await using var reading = new TableStreamReader(database, table, TimeProvider.System).ReadAsync(StreamPosition.TrimHorizon, stop.Token).GetAsyncEnumerator();
        Assert.True(await reading.MoveNextAsync());
        Assert.Empty(reading.Current.Records);
        await PutManyAsync(await TableAsync(), 0, 3); // DynamoDB Local numbers the records of all tables together
        await PutManyAsync(table, 0, 2);

        while (await reading.MoveNextAsync() && reading.Current.Records.IsEmpty) { }

        Assert.Equal(["0", "1"], reading.Current.Records.Select(Id));
    }

    [Fact]
    public async Task Reader_GivesAnEmptyBatchAndPauses_WhenItHasReadAll()
    {
        var table = await TableAsync();
        await PutManyAsync(table, 0, 2);
        var pauses = 0;
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        var reader = new TableStreamReader(database, table, TimeProvider.System, _ => Task.FromResult(++pauses));

        var batches = new List<int>();
        await foreach (var batch in reader.ReadAsync(StreamPosition.TrimHorizon, stop.Token))
        {
            batches.Add(batch.Records.Length);
            if (batches.Count == 3) { break; }
        }

        Assert.Equal([2, 0, 0], batches);
        Assert.Equal(1, pauses);
    }

    [Fact]
    public async Task Reader_ReadsTheShardToItsEndAndWaits_WhenTheStreamIsTurnedOff()
    {
        var table = await TableAsync();
        await PutManyAsync(table, 0, 3);
        await database.CallAsync("UpdateTable", new JsonObject { ["TableName"] = table, ["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = false } }, CancellationToken.None);
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        await using var reading = new TableStreamReader(database, table, TimeProvider.System).ReadAsync(StreamPosition.TrimHorizon, stop.Token).GetAsyncEnumerator();

        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(["0", "1", "2"], reading.Current.Records.Select(Id));
        Assert.True(await reading.MoveNextAsync());
        Assert.Empty(reading.Current.Records);
        Assert.True(await reading.MoveNextAsync()); // and again: an ended shard is no error
    }

    [Fact]
    public async Task Reader_SaysThatTheTableHasNoStream_WhenItHasNone()
    {
        var spec = EmulatorFixture.Table("silent", replicated: false) with { StreamViewType = null };
        await TableCreation.EnsureAsync(database, [spec], CancellationToken.None);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(spec.Name, StreamPosition.TrimHorizon, 1));

        Assert.Contains($"Table {spec.Name} in {database.Region} has no stream", failure.Message, StringComparison.Ordinal);
    }

    private async Task<string> TableAsync()
    {
        var spec = EmulatorFixture.Table("stream");
        await TableCreation.EnsureAsync(database, [spec], CancellationToken.None);
        return spec.Name;
    }

    private async Task PutManyAsync(string table, int from, int to)
    {
        for (var id = from; id < to; id++) { await database.PutAsync(table, Items.Item($"{id}", "x")); }
    }

    private async Task<(List<JsonElement> Records, StreamPosition Position)> ReadAsync(string table, StreamPosition from, int count)
    {
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        var records = new List<JsonElement>();
        await foreach (var batch in new TableStreamReader(database, table, TimeProvider.System).ReadAsync(from, stop.Token))
        {
            records.AddRange(batch.Records);
            if (records.Count >= count) { return (records, batch.Position); }
        }
        throw new InvalidOperationException("a reader ends only when it is told to");
    }

    private static string? Id(JsonElement record) => StreamBatch.Keys(record).GetProperty("id").GetProperty("S").GetString();
}
