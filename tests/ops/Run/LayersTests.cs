using System.Reflection;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Tests.Run;

/// <summary>Who may know what: read off the assemblies, where a reference that nothing uses does not count.</summary>
public sealed class LayersTests
{
    private static string[] Outside(Type of) => [.. of.Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
        .Where(name => !name.StartsWith("System") && !name.StartsWith("Microsoft.") && name is not "netstandard").Order(StringComparer.Ordinal)];

    [Fact]
    public void ThePlan_KnowsTheDomainAndTheContract_AndNoPackage() =>
        Assert.Empty(Outside(typeof(DeploymentSettings)).Except(["Appointments.Contract", "Appointments.Domain"]));

    [Fact]
    public void TheLocalRun_KnowsNoPulumi()
    {
        var known = Outside(typeof(LocalRun));

        Assert.Contains("Appointments.Plan", known); // the graph's records: what it is built from
        Assert.DoesNotContain(known, name => name.StartsWith("Pulumi") || name is "Appointments.Deploy" or "Appointments.Graph");
    }

    [Fact]
    public void TheGraph_IsWherePulumiIsRun() => Assert.Contains("Pulumi", Outside(typeof(GraphRecorder)));
}
