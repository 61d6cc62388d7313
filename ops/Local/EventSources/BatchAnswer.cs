using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Local.Lambda;

namespace Appointments.Local.EventSources;

/// <summary>What a function's answer says of the batch it was given.</summary>
/// <param name="WholeBatchFailed">Nothing of the batch counts as done.</param>
/// <param name="FailedItems">The items that the function named as failed; empty where all is done or all failed.</param>
/// <param name="Why">In words, for the log; null where nothing failed.</param>
/// <remarks>Sources: AWS, "Handling errors for an SQS event source in Lambda" and "Configuring partial batch response with DynamoDB and Lambda", success and failure conditions.</remarks>
public sealed record BatchAnswer(bool WholeBatchFailed, ImmutableHashSet<string> FailedItems, string? Why)
{
    private static readonly BatchAnswer Done = new(false, [], null);

    /// <param name="reportsItemFailures">Without it Lambda does not read the answer at all.</param>
    /// <param name="items">The identifiers of the batch's items: message ids, or sequence numbers.</param>
    public static BatchAnswer Read(FunctionAnswer answer, bool reportsItemFailures, IReadOnlyCollection<string> items)
    {
        if (answer.Failed)
        {
            return Failed($"{answer.ErrorType}: {answer.ErrorMessage}");
        }

        if (!reportsItemFailures || answer.Payload.IsEmpty)
        {
            return Done; // an empty answer is a success
        }

        try
        {
            using var json = JsonDocument.Parse(answer.Payload);
            return Read(json.RootElement, items);
        }
        catch (JsonException e)
        {
            return Failed($"its answer is not JSON: {e.Message}");
        }
    }

    private static BatchAnswer Read(JsonElement answer, IReadOnlyCollection<string> items)
    {
        if (answer.ValueKind == JsonValueKind.Null)
        {
            return Done;
        }

        if (answer.ValueKind != JsonValueKind.Object)
        {
            return Failed($"its answer is a JSON {answer.ValueKind}, not an object with batchItemFailures");
        }

        if (!answer.TryGetProperty("batchItemFailures", out var failures) || failures.ValueKind == JsonValueKind.Null)
        {
            return Done;
        }

        return failures.ValueKind == JsonValueKind.Array ? Read(failures.EnumerateArray(), items) : Failed("batchItemFailures is not a list");
    }

    private static BatchAnswer Read(JsonElement.ArrayEnumerator failures, IReadOnlyCollection<string> items)
    {
        var named = ImmutableHashSet.CreateBuilder<string>();
        foreach (var failure in failures)
        {
            if (failure.ValueKind != JsonValueKind.Object || !failure.TryGetProperty("itemIdentifier", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 } item)
            {
                return Failed("an entry of batchItemFailures has no itemIdentifier");
            }

            if (!items.Contains(item))
            {
                return Failed($"batchItemFailures names {item}, which was not in the batch");
            }

            named.Add(item);
        }

        return named.Count == 0 ? Done : new BatchAnswer(false, named.ToImmutable(), $"{named.Count} of {items.Count} items failed");
    }

    private static BatchAnswer Failed(string why) => new(true, [], why);
}
