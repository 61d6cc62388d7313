using Appointments.Contract;

namespace Appointments.Tests.Run;

/// <summary>A function's process that ends in the middle of its work.</summary>
public sealed class CrashTests(DevWorld dev) : IClassFixture<DevWorld>
{
    private const string Us = "us-east-1";

    private readonly World world = dev.World;

    [Fact]
    public async Task AFunctionKilledRightAfterItsFirstWriteWasAcknowledged_LosesNothingAndDoublesNothing()
    {
        string[] ids = [.. Enumerable.Range(0, 12).Select(n => $"crash-{n}")];
        var function = world.Topologies[Us].Functions.Single(function => function.Name.Contains("peru-register")).Arn;
        using var strike = new Strike(write => ids.Any(write.IsOf), () => world.Run.Functions[Us].ProcessIds(function));
        using var meddling = world.Writes.Meddle(strike.MeddleAsync);

        var answers = await Task.WhenAll(ids.Select((id, n) => world.Regions[Us].RegisterAsync("peru", id, "PE", $"dr-{n % 4}")));
        Assert.All(answers, answer => Assert.Equal(202, answer.Code));
        await Eventually.SeeAsync(() => Task.FromResult(world.Reports.Any(report => report.Contains("Runtime exited"))), seen => seen, "the function killed");
        var duplicates = world.Lines.Count(MetricNames.DuplicateRegistrations);
        await world.Run.MoveQueuesClockAsync(TimeSpan.FromSeconds(121), CancellationToken.None); // its batch comes again after the visibility timeout, for which nobody waits

        await world.SettleAsync();
        var listed = (await world.Regions[Us].ListAsync("country=PE&status=requested")).Where(ids.Contains).ToArray();
        Assert.Equal(ids.Order(), listed.Order()); // nothing lost, nothing twice
        foreach (var id in ids)
        {
            var appointment = await world.AlikeAsync(id);
            Assert.Equal([("requested", false)], appointment.Ledger());
            Assert.Empty(appointment.Reasons());
        }

        Assert.InRange(world.Lines.Count(MetricNames.DuplicateRegistrations) - duplicates, 1, ids.Length); // what the killed one had written was met again
        Assert.Equal(0, world.Lines.Count(MetricNames.Quarantined));
    }
}
