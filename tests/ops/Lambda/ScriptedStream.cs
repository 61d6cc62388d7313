using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Appointments.Local.DynamoDb;

namespace Appointments.Tests.LocalLambda;

/// <summary>A stream whose looks give what the test puts in; it looks again whenever the test says so.</summary>
internal sealed class ScriptedStream
{
    private readonly Channel<Func<StreamBatch>> looks = Channel.CreateUnbounded<Func<StreamBatch>>();

    /// <summary>Where each reading started.</summary>
    public ConcurrentQueue<StreamPosition> Starts { get; } = new();

    /// <summary>How many looks have been dealt with.</summary>
    public int Seen { get; private set; }

    public void Give(string shard, params int[] numbers)
    {
        ImmutableArray<JsonElement> records = [.. numbers.Select(Record)];
        looks.Writer.TryWrite(() => new StreamBatch(shard, records, Position((shard, numbers[^1]))));
    }

    /// <summary>A look that finds nothing new.</summary>
    public void GiveNothing() => looks.Writer.TryWrite(() => new StreamBatch("", [], StreamPosition.TrimHorizon));

    public void Fail(Exception how) => looks.Writer.TryWrite(() => throw how);

    public async IAsyncEnumerable<StreamBatch> ReadAsync(StreamPosition from, [EnumeratorCancellation] CancellationToken cancel)
    {
        Starts.Enqueue(from);
        yield return new StreamBatch("", [], from);
        while (true)
        {
            yield return (await looks.Reader.ReadAsync(cancel))();
            Seen++;
        }
    }

    public static StreamPosition Position(params (string Shard, int Number)[] read) =>
        new(false, read.ToImmutableDictionary(one => one.Shard, one => Sequence(one.Number)));

    public static string Sequence(int number) => $"{number:D21}";

    private static JsonElement Record(int number) => JsonElement.Parse($$$"""
        {"eventID":"e{{{number}}}","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"ddblocal",
         "dynamodb":{"ApproximateCreationDateTime":1.7639E9,"Keys":{"id":{"S":"{{{number}}}"}},"NewImage":{"id":{"S":"{{{number}}}"},"n":{"N":"1"}},
          "OldImage":{"id":{"S":"{{{number}}}"}},"SequenceNumber":"{{{Sequence(number)}}}","SizeBytes":26,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
        """);
}
