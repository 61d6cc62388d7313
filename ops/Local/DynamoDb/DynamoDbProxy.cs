using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Local.Proxies;

namespace Appointments.Local.DynamoDb;

/// <summary>What every caller of a region's DynamoDB goes through, so that each write of a replicated table is stamped. Requests and replies pass as they are.</summary>
public sealed class DynamoDbProxy : IAsyncDisposable
{
    private readonly RegionDatabase database;
    private ForwardingProxy proxy = null!;
    private volatile WriteMeddler? meddler;

    private DynamoDbProxy(RegionDatabase database) => this.database = database;

    public Uri Endpoint => proxy.Endpoint;

    public ProxyFault Fault
    {
        get => proxy.Fault;
        set => proxy.Fault = value;
    }

    /// <summary>What stands between the callers' writes of replicated tables and DynamoDB; null: nothing. May be set at any time. Unlike <see cref="Fault"/> it sees which items are written.</summary>
    public WriteMeddler? Meddler
    {
        get => meddler;
        set => meddler = value;
    }

    /// <summary>Starts it on loopback and any free port.</summary>
    /// <param name="clock">For the latency of a fault.</param>
    public static async Task<DynamoDbProxy> StartAsync(RegionDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var started = new DynamoDbProxy(database);
        started.proxy = await ForwardingProxy.StartAsync(database.Endpoint.Address, next => (request, gone) => started.HandleAsync(next, request, gone), clock, cancel);
        return started;
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();

    private async Task<ProxiedReply> HandleAsync(ProxiedExchange next, ProxiedRequest request, CancellationToken gone)
    {
        var target = request.Header("X-Amz-Target");
        var operation = target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];
        if (WriteRequest.IsPartiQl(operation)) { return Refused(operation); }
        ImmutableArray<ItemKey> items;
        try { items = WriteRequest.Items(operation, request.Body, database.Replicated); }
        // Not what the API's model allows: DynamoDB says so itself, better, and writes nothing.
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException) { items = []; }
        if (items.IsEmpty) { return await next(request, gone); }
        Task<ProxiedReply> Write() => WriteAsync(database.Stamps, next, request, items);
        return meddler is { } meddle ? await meddle(new SeenWrite(database.Region, operation, items), Write) : await Write();
    }

    // A caller that gives up does not stop a write, here as on AWS: it may be applied, so its stamp must be taken.
    private static async Task<ProxiedReply> WriteAsync(StampBook stamps, ProxiedExchange next, ProxiedRequest request, ImmutableArray<ItemKey> items)
    {
        using var locked = await stamps.LockAsync(items, CancellationToken.None);
        foreach (var item in items) { stamps.Announce(item); }
        var applied = true; // and where no answer comes: a change without a stamp would never leave the region
        try
        {
            var reply = await next(request, CancellationToken.None);
            applied = reply.Status is < 400 or >= 500;
            return reply;
        }
        // Nobody was there to write: with a stamp the old state would be the newest one and win over what another region writes meanwhile, such as the mark of a drain.
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError)
        {
            applied = false;
            throw;
        }
        finally
        {
            foreach (var item in items)
            {
                if (applied) { stamps.StampWrite(item); }
                else { stamps.Withdraw(item); }
            }
        }
    }

    private static ProxiedReply Refused(string operation) =>
        new(400, [KeyValuePair.Create("Content-Type", "application/x-amz-json-1.0")], JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["__type"] = "com.amazon.coral.validate#ValidationException",
            ["message"] = $"{operation} (PartiQL) is not part of the local run: which items it writes cannot be read off the request, so they would not be replicated. Use PutItem, UpdateItem, DeleteItem, TransactWriteItems or BatchWriteItem.",
        }));
}
