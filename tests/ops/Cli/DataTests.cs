using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary>What <c>--data DIR</c> promises: a restart and a SIGKILL lose nothing, neither rows nor messages nor what one region owes the other.</summary>
public sealed class DataTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("cli-data-");

    private string[] Options => ["--data", data.FullName];

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task AKilledRun_GoesOnWhereItWas()
    {
        var sent = Enumerable.Range(0, 10).Select(number => $"sent-{number}").ToArray();
        await using (var first = await RunningSystem.StartAsync(Options))
        {
            await first.Edge.RegisterAsync("peru", "whole", "Perú");
            await Eventually.SeeAsync(() => first.Regions["sa-east-1"].GetAsync("/appointments/whole"), answer => answer.Code is 200, "the appointment in both regions");
            await first.Control.PostAsync("/replication/cut");
            await first.Regions["us-east-1"].RegisterAsync("peru", "owed", "Perú");
            await Eventually.SeeAsync(() => first.Regions["us-east-1"].GetAsync("/appointments/owed"), answer => answer.Code is 200, "the appointment in its own region");
            Assert.Equal(404, (await first.Regions["sa-east-1"].GetAsync("/appointments/owed")).Code);
            foreach (var id in sent) // accepted, and most of them still in the queue
                Assert.Equal(202, (await first.Regions["sa-east-1"].RegisterAsync("chile", id, "Chile")).Code);

            await first.KillAsync();
        }

        await using var second = await RunningSystem.StartAsync(Options);
        string[] all = ["owed", .. sent, "whole"];
        foreach (var region in second.Regions.Values)
            await Eventually.SeeAsync(async () =>
            {
                await second.Control.PostAsync("/queues/clock?seconds=121"); // what a killed function had in hand comes back after six times its timeout, 120 s
                return await region.ListAsync();
            }, ids => ids.Order(StringComparer.Ordinal).SequenceEqual(all), "all that was accepted, each once, in every region");
        Assert.Equal(200, (await second.Edge.ChangeAsync("whole", "confirmed")).Code);
        Assert.Equal(0, (await second.EndByAsync("exit 0")).Exit);
        second.AssertGone();
    }
}
