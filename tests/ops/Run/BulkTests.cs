using System.Diagnostics;
using Xunit.Abstractions;

namespace Appointments.Tests.Run;

/// <summary>Many at once, to everywhere.</summary>
public sealed class BulkTests(DevWorld dev, ITestOutputHelper output) : IClassFixture<DevWorld>
{
    private const int Registrations = 2_000, AtOnce = 32;

    private readonly World world = dev.World;

    [Fact]
    public async Task TwoThousandRegistrations_ATenthOfThemTwice_AreEachListedOnce_AlikeInEveryRegion_WhateverThePage()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] regions = [.. world.Regions.Keys];
        var sent = Enumerable.Range(0, Registrations).Select(n => (Id: $"bulk-{n}", Country: random.Next(2) is 0 ? "peru" : "chile", Region: regions[random.Next(regions.Length)])).ToArray();
        var again = sent.Where((_, n) => n % 10 is 0).Select(one => one with { Region = regions[random.Next(regions.Length)] });
        var all = sent.Concat(again).ToArray();
        random.Shuffle(all);
        var watch = Stopwatch.StartNew();

        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
            Assert.Equal(202, (await world.Regions[one.Region].RegisterAsync(one.Country, one.Id, one.Country is "peru" ? "PE" : "Chile", $"dr-{one.Id[^2..].TrimStart('-')}")).Code));
        output.WriteLine($"{all.Length} accepted after {watch.Elapsed.TotalSeconds:F1} s");
        await world.SettleAsync();
        output.WriteLine($"settled after {watch.Elapsed.TotalSeconds:F1} s");

        foreach (var (country, code) in new[] { ("peru", "PE"), ("chile", "CL") })
        {
            var expected = sent.Where(one => one.Country == country).Select(one => one.Id).Order(StringComparer.Ordinal).ToArray();
            Assert.True(expected.Length > 800, $"{expected.Length} of {country}");
            var pages = await Task.WhenAll(world.Regions.Values.SelectMany(client => new[] { 7, 100 }.Select(limit => client.ListAsync($"country={code}&limit={limit}"))));
            Assert.All(pages, ids => Assert.Equal(expected, ids.Order(StringComparer.Ordinal)));
            Assert.All(pages, ids => Assert.Equal(pages[0], ids)); // and in the same order
        }

        output.WriteLine($"listed after {watch.Elapsed.TotalSeconds:F1} s");
        Assert.Equal(0, world.Lines.Count(Contract.MetricNames.Quarantined));
        Assert.Equal(0, world.Lines.Count(Contract.MetricNames.ReplicaConflicts)); // the same registration in two regions is no conflict
        // Each in each region that had it before the other's arrived. One whose answer was late on a busy machine was tried again, and is counted as the duplicate that it then is.
        var (registered, duplicates) = (world.Lines.Count(Contract.MetricNames.AppointmentsRegistered), world.Lines.Count(Contract.MetricNames.DuplicateRegistrations));
        Assert.InRange(registered, 1, all.Length);
        Assert.InRange(registered + duplicates, Registrations, int.MaxValue);
    }
}
