using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

public sealed class MeasuredAloneTests : IDisposable
{
    private readonly ScriptedSystem system = new();

    public void Dispose() => system.Dispose();

    /// <summary>As for the requests of a drill's load.</summary>
    [Theory]
    [InlineData(200, 1)]
    [InlineData(404, 1)] // an answer
    [InlineData(403, 0)] // of the key or a firewall
    [InlineData(429, 0)] // of a quota
    [InlineData(503, 0)]
    public async Task ALookThatIsTurnedAway_IsAFailure(int status, double rate)
    {
        system.ListStatus = status;

        var seen = await new MeasuredAlone(system, TimeProvider.System).RequestsAsync(TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(rate, Probes.SuccessRate(seen));
    }
}
