using System.Diagnostics;
using System.Text.Json.Nodes;
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
        var acknowledged = 0;
        var allAreQueued = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); // so that the function is struck with many messages in hand
        using var strike = world.Writes.Meddle(async (write, next) =>
        {
            await allAreQueued.Task;
            var reply = await next();
            if (ids.Any(write.IsOf) && reply.Status is 200 && Interlocked.Increment(ref acknowledged) is 1)
            {
                foreach (var id in world.Run.Functions[Us].ProcessIds(function)) // those of this run's own function
                    Process.GetProcessById(id).Kill();
            }

            return reply;
        });

        foreach (var (n, id) in ids.Index())
            Assert.Equal(202, (await world.Regions[Us].RegisterAsync("peru", id, "PE", $"dr-{n % 4}")).Code);
        allAreQueued.SetResult();
        await Eventually.SeeAsync(() => Task.FromResult(world.Reports.Any(report => report.Contains("Runtime exited"))), seen => seen, "the function killed");
        var duplicates = world.Lines.Count(MetricNames.DuplicateRegistrations);
        var unmoved = new Stopwatch();
        await Eventually.SeeAsync(async () => // its batch comes again after the visibility timeout; the clock is moved, not waited for
        {
            if (!unmoved.IsRunning || unmoved.Elapsed > TimeSpan.FromSeconds(6)) // not at every look: what is being handled would come again too, and after five times be a dead letter
            {
                await world.Run.MoveQueuesClockAsync(TimeSpan.FromSeconds(121), CancellationToken.None);
                unmoved.Restart();
            }
            return await world.Queues.DepthAsync();
        }, depth => depth is 0, "every message handled");

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
