using System.Collections.Immutable;
using Appointments.Checks.Moving;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>One region can be updated by itself: nothing of another one is a target, and what it needs is there before.</summary>
[Collection(nameof(Recorded))]
public sealed class RegionTargetsTests(Recorded recorded)
{
    private static readonly ImmutableArray<string> Regions = ["us-east-1", "sa-east-1", "eu-west-1"];

    private Task<ResourceGraph> GraphAsync(string stack) => recorded.GraphAsync(stack, "regions=[us-east-1, sa-east-1, eu-west-1]");

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory, MemberData(nameof(Stacks))]
    public async Task Everything_IsOfOneRegion_OrBelowAll_OrAboveAll(string stack)
    {
        var graph = await GraphAsync(stack);

        var parts = Regions.Select(region => RegionTargets.Of(graph, region, Regions)).Append(RegionTargets.Foundation(graph, Regions)).ToArray();

        Assert.Equal(parts.Sum(part => part.Length), parts.SelectMany(part => part).Distinct().Count());
        Assert.All(parts, part => Assert.True(part.Length > 3));
        var rest = graph.Resources.Where(resource => !resource.Read && !parts.Any(part => part.Contains(resource.Urn))).Select(resource => resource.Name).ToArray();
        Assert.All(rest, name => Assert.StartsWith("global", name));
        Assert.Contains("global-edge", rest);
        Assert.Contains("global-routing-us-east-1-serves", rest);
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheTables_ComeBeforeEveryRegion(string stack)
    {
        var graph = await GraphAsync(stack);

        var foundation = RegionTargets.Foundation(graph, Regions).Select(urn => urn.Split("::")[^1]).ToArray();

        Assert.Empty(new[] { "global-appointments", "global-quarantine", "global-regions", "global" }.Except(foundation));
        Assert.DoesNotContain(foundation, name => Regions.Any(region => name.StartsWith($"{region}-") && !name.Contains("-data-key"))); // providers are called as the regions are, and the tables' keys after them
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task ARegion_NeedsNothing_ThatComesAfterIt(string stack)
    {
        var graph = await GraphAsync(stack);
        var foundation = RegionTargets.Foundation(graph, Regions);

        foreach (var region in Regions)
        {
            var own = RegionTargets.Of(graph, region, Regions);
            var needed = graph.Resources.Where(resource => own.Contains(resource.Urn)).SelectMany(resource => resource.DependsOn).Distinct().Where(urn => graph.Resources.Any(resource => resource.Urn == urn && !resource.Read));
            // but for the record that proves the name which all regions share: of the primary region's certificate, there since the first deployment, which is a plain pulumi up
            Assert.Empty(needed.Except(own).Except(foundation).Where(urn => !urn.EndsWith("::global-proof-origin")).Select(urn => $"{region} needs {urn}"));
        }
    }

    [Fact]
    public async Task TheRecordThatProvesACertificate_GoesWithItsRegion()
    {
        var graph = await GraphAsync("prod");

        Assert.Contains(RegionTargets.Of(graph, "sa-east-1", Regions), urn => urn.EndsWith("::global-proof-sa-east-1"));
        Assert.DoesNotContain(RegionTargets.Of(graph, "us-east-1", Regions), urn => urn.EndsWith("::global-proof-sa-east-1"));
    }
}
