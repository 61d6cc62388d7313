using System.Text.Json;
using Appointments.Local.DynamoDb;
using Appointments.Local.Proxies;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Data;

[Collection(EmulatorCollection.Name)]
public sealed class ProxyFaultTests(EmulatorFixture emulators)
{
    [Theory]
    [InlineData(ProxyFaultKind.Blackhole, false)]
    [InlineData(ProxyFaultKind.LoseReply, true)]
    public async Task Caller_TimesOut_WhetherOrNotItsWriteWasDone(ProxyFaultKind kind, bool done)
    {
        await using var region = await ReplicatedRegions.StartAsync(emulators, 1);
        region.Proxy(0).Fault = new ProxyFault(kind, TimeSpan.Zero);
        using var giveUp = new CancellationTokenSource();

        var put = region.Caller(0).CallAsync("PutItem", new() { ["TableName"] = region.Table.Name, ["Item"] = Items.Item("a", "1") }, giveUp.Token);
        if (done) { await Eventually.TrueAsync(() => region.Stamps(0).Find(Key(region)) is not null, "the write is done and stamped"); }
        await Assert.ThrowsAsync<TimeoutException>(() => put.WaitAsync(TimeSpan.FromMilliseconds(300)));
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Equal(done ? 1 : 0, (await region.AllAsync(0)).Count);
        Assert.Equal(done, region.Stamps(0).Find(Key(region)) is not null);
        region.Proxy(0).Fault = ProxyFault.None;
        await region.PutAsync(0, "a", "2");
    }

    [Fact]
    public async Task Caller_FailsAtOnce_WhenConnectionsAreReset()
    {
        await using var region = await ReplicatedRegions.StartAsync(emulators, 1);
        region.Proxy(0).Fault = ProxyFault.Reset;

        await Assert.ThrowsAsync<HttpRequestException>(() => region.PutAsync(0, "a", "1"));

        Assert.Empty(await region.AllAsync(0));
    }

    [Theory]
    [InlineData(ProxyFaultKind.Reset)]
    [InlineData(ProxyFaultKind.LoseReply)]
    public async Task Request_IsSpared_WhereTheFaultDoesNotStrikeIt(ProxyFaultKind kind)
    {
        await using var region = await ReplicatedRegions.StartAsync(emulators, 1);
        region.Proxy(0).Fault = new ProxyFault(kind, TimeSpan.Zero) { Strikes = () => false };

        await region.PutAsync(0, "a", "1");

        Assert.Single(await region.AllAsync(0));
    }

    [Fact]
    public async Task Request_WaitsForTheLatency_BeforeItIsForwarded()
    {
        await using var region = await ReplicatedRegions.StartAsync(emulators, 1);
        var slow = new WaitedForClock();
        await using var proxy = await ForwardingProxy.StartAsync(emulators.First.Address, null, slow, CancellationToken.None);
        using var through = new DynamoDbEndpoint(proxy.Endpoint, emulators.First.Region);
        proxy.Fault = ProxyFault.Slow(TimeSpan.FromMinutes(1));

        var put = through.PutAsync(region.Table.Name, Items.Item("a", "1"));
        await Task.WhenAny(slow.WaitedFor, put).WaitAsync(Eventually.GiveUp);
        Assert.False(put.IsCompleted, "it was answered without a wait");
        Assert.Empty(await region.AllAsync(0)); // not by chance: it waits, and only this clock ends that
        slow.Advance(TimeSpan.FromMinutes(1));

        await put.WaitAsync(Eventually.GiveUp);
        Assert.Single(await region.AllAsync(0));
    }

    [Fact]
    public async Task RequestOnItsWay_GetsTheFaultThatIsSetMeanwhile()
    {
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var proxy = await ForwardingProxy.StartAsync(emulators.First.Address, next => async (request, cancel) =>
        {
            arrived.SetResult();
            await release.Task;
            return await next(request, cancel);
        }, TimeProvider.System, CancellationToken.None);
        using var through = new DynamoDbEndpoint(proxy.Endpoint, emulators.First.Region);
        var call = through.CallAsync("ListTables", [], CancellationToken.None);
        await arrived.Task;

        proxy.Fault = ProxyFault.Reset;
        release.SetResult();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task Caller_GetsABrokenConnection_WhenTheServerBehindIsGone()
    {
        await using var proxy = await ForwardingProxy.StartAsync(new Uri("http://127.0.0.1:1"), null, TimeProvider.System, CancellationToken.None);
        using var through = new DynamoDbEndpoint(proxy.Endpoint, emulators.First.Region);

        await Assert.ThrowsAsync<HttpRequestException>(() => through.CallAsync("ListTables", [], CancellationToken.None));
    }

    private static ItemKey Key(ReplicatedRegions region) => ItemKey.Of(region.Table, JsonElement.Parse(Items.Key("a").ToJsonString()))!.Value;

    /// <summary>Tells when somebody waits by it: moved on before that, it would never end the wait.</summary>
    private sealed class WaitedForClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WaitedFor => waitedFor.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waitedFor.TrySetResult();
            return timer;
        }
    }
}
