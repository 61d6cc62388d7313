using Appointments.Drills.Load;
using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

public sealed class PoisonTests : IDisposable
{
    private readonly ScriptedSystem system = new();

    public void Dispose() => system.Dispose();

    [Fact]
    public async Task Poison_IsSentNoMore_OnceItIsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        List<Observation> sent = [];
        var poison = new Poison(system, ScriptedSystem.Region, "run", TimeProvider.System);

        await Assert.ThrowsAsync<OperationCanceledException>(() => poison.SendAsync(10, observation => { sent.Add(observation); cancel.Cancel(); }, cancel.Token));

        Assert.Equal("drill-run-poison-1", Assert.Single(sent).AppointmentId); // the region takes no write, so its second country is not tried
    }
}
