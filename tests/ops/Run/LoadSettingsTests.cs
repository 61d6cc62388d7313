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
            var intakes = topology.QueueMappings.Where(mapping => mapping.MaximumConcurrency is not null).ToArray();
            Assert.Equal(2, intakes.Length); // a country each
            Assert.All(intakes, mapping => Assert.Equal((1, 2), (mapping.BatchSize, mapping.MaximumConcurrency)));
            Assert.All(topology.Functions, function => Assert.Equal(2, function.ReservedConcurrency));
        });
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => world.Edge.RegisterAsync("peru", $"one-{number}", "Perú")));
        foreach (var number in Enumerable.Range(0, 12))
            await Eventually.SeeAsync(() => world.Edge.GetAsync($"/appointments/one-{number}"), answer => answer.Code is 200, $"one-{number}");
    }
}
