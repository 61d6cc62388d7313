using Appointments.Local.DynamoDb;

namespace Appointments.Tests.Data;

public sealed class StreamShardsTests
{
    [Fact]
    public async Task Reader_ReadsAParentToItsEndBeforeItsChildren_WhateverTheirOrderAndPages()
    {
        var stream = new ScriptedStream { PageSize = 1 };
        stream.Has("child", "parent", [3, 4], closed: true);
        stream.Has("grandchild", "child", [5], closed: false);
        stream.Has("parent", "trimmed", [1, 2], closed: true);

        Assert.Equal(["1", "2", "3", "4", "5"], await ReadAsync(stream, StreamPosition.TrimHorizon));
    }

    [Fact]
    public async Task Reader_FindsTheChild_WhenAShardEndsWhileItIsRead()
    {
        var stream = new ScriptedStream();
        stream.Has("parent", null, [1], closed: false);

        var read = await ReadAsync(stream, StreamPosition.TrimHorizon, whenCaughtUp: () =>
        {
            stream.Has("parent", null, [1, 2], closed: true);
            stream.Has("child", "parent", [3], closed: false);
        });

        Assert.Equal(["1", "2", "3"], read);
    }

    [Fact]
    public async Task Reader_LosesAndRepeatsNothing_WhenItsIteratorExpires()
    {
        var stream = new ScriptedStream();
        stream.Has("shard", null, [1, 2], closed: false);

        var read = await ReadAsync(stream, StreamPosition.TrimHorizon, whenCaughtUp: () =>
        {
            stream.ExpireIterators();
            stream.Has("shard", null, [1, 2, 3], closed: false);
        });

        Assert.Equal(["1", "2", "3"], read);
    }

    [Fact]
    public async Task Reader_DoesNotReadEndedShardsAgain_WhenItResumes()
    {
        var stream = new ScriptedStream();
        stream.Has("parent", null, [1], closed: true);
        stream.Has("child", "parent", [2], closed: false);
        var position = StreamPosition.TrimHorizon;
        await ReadAsync(stream, position, moved: to => position = to);
        stream.Has("child", "parent", [2, 3], closed: false);

        Assert.Equal(["3"], await ReadAsync(stream, position));
    }

    [Fact]
    public async Task Reader_SkipsWhatIsThereAndReadsChildrenWhole_WhenItBeginsAtTheLatest()
    {
        var stream = new ScriptedStream();
        stream.Has("child", "parent", [2], closed: false);
        stream.Has("parent", null, [1], closed: true);

        var read = await ReadAsync(stream, StreamPosition.Latest, whenCaughtUp: () =>
        {
            stream.Has("child", "parent", [2, 3], closed: true);
            stream.Has("grandchild", "child", [4], closed: false);
        });

        Assert.Equal(["3", "4"], read);
    }

    // Reads until it has caught up for the second time; the first time the script goes on.
    private static async Task<List<string>> ReadAsync(ScriptedStream stream, StreamPosition from, Action? whenCaughtUp = null, Action<StreamPosition>? moved = null)
    {
        using var endpoint = new DynamoDbEndpoint(new Uri("http://scripted"), "sa-east-1", stream);
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        var read = new List<string>();
        var caughtUp = 0;
        await foreach (var batch in new TableStreamReader(endpoint, "table", TimeProvider.System, _ => Task.CompletedTask).ReadAsync(from, stop.Token))
        {
            read.AddRange(batch.Records.Select(StreamBatch.SequenceNumber));
            moved?.Invoke(batch.Position);
            if (batch.Records.IsEmpty && ++caughtUp == 2) { break; }
            if (batch.Records.IsEmpty) { whenCaughtUp?.Invoke(); }
        }
        return read;
    }
}
