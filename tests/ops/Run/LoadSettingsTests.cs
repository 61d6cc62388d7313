namespace Appointments.Tests.Run;

/// <summary>The settings about load reach the run through the graph, and the run works with them.</summary>
public sealed class LoadSettingsTests
{
    [Fact]
    public async Task BatchesOfOne_OneAtATime_StillRegisterEverything()
    {
        await using var world = await World.StartAsync("registrationBatchSize=1", "registrationConcurrency=2", "functionReservedConcurrency=2");

        Assert.All(world.Topologies.Values, topology =>
        {
            Assert.Equal([1, 1, 10, 10], topology.QueueMappings.Select(mapping => mapping.BatchSize).Order()); // of each country its queue and its dead letters
            Assert.All(topology.QueueMappings, mapping => Assert.Equal(2, mapping.MaximumConcurrency));
            Assert.All(topology.Functions, function => Assert.Equal(2, function.ReservedConcurrency));
        });
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => world.Edge.RegisterAsync("peru", $"one-{number}", "Perú")));
        foreach (var number in Enumerable.Range(0, 12))
            await Eventually.SeeAsync(() => world.Edge.GetAsync($"/appointments/one-{number}"), answer => answer.Code is 200, $"one-{number}");
    }
}
