using System.Collections.Immutable;
using System.Text;
using Appointments.Local.Proxies;

namespace Appointments.Local.DynamoDb;

/// <summary>Stands between a caller's write and DynamoDB: to count, to refuse, to hold, or to strike once it was done.</summary>
/// <param name="write">What is to be written.</param>
/// <param name="next">Writes it, and gives DynamoDB's reply; not called: nothing is written.</param>
/// <returns>What the caller gets.</returns>
public delegate Task<ProxiedReply> WriteMeddler(SeenWrite write, Func<Task<ProxiedReply>> next);

/// <summary>A write on its way.</summary>
/// <param name="Operation">Such as <c>PutItem</c> or <c>TransactWriteItems</c>.</param>
/// <param name="Items">The replicated tables' items among those that it writes.</param>
public sealed record SeenWrite(string Region, string Operation, ImmutableArray<ItemKey> Items)
{
    /// <summary>DynamoDB's own failure, which callers try again: nothing was written.</summary>
    public static ProxiedReply Failure { get; } = new(500, [KeyValuePair.Create("Content-Type", "application/x-amz-json-1.0")],
        Encoding.UTF8.GetBytes("""{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"The local run's proxy was told to fail this write."}"""));
}
