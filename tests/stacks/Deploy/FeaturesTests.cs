using System.Text.RegularExpressions;

namespace Appointments.Tests.Deploy;

/// <summary>docs/features.md names what is there.</summary>
[Collection(nameof(Recorded))]
public sealed partial class FeaturesTests(Recorded recorded)
{
    private static readonly string[] Original = ["Edge", "WAF", "Shield", "Per-country queues", "Per-country functions", "DLQ", "DLQ processing", "GSI", "Usage plan", "API key",
        "Encryption in transit", "Encryption at rest", "CloudWatch", "Alarms", "SNS", "Cache", "Multi-region", "Route 53, latency", "Route 53, geolocation", "Route 53, geoproximity"];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    /// <summary>Feature, resource names, settings.</summary>
    private static (string Feature, string[] Names, string[] Settings)[] Rows() =>
        [.. File.ReadAllLines(Path.Combine(Recorded.Root(), "docs/features.md")).Where(line => line.StartsWith("| ")).Skip(1).Select(line => line.Split('|'))
            .Select(cells => (cells[1].Trim(), Texts(cells[3]), Texts(cells[4])))];

    public static TheoryData<string> Features => new(Rows().Select(row => row.Feature));

    [Fact]
    public void EveryFeature_OfTheOriginal_HasARow() => Assert.Empty(Original.Except(Rows().Select(row => row.Feature)));

    [Theory, MemberData(nameof(Features))]
    public async Task EveryName_IsInTheGraph(string feature)
    {
        var (_, names, settings) = Rows().Single(row => row.Feature == feature);
        var graph = (await recorded.GraphAsync("prod", settings)).Resources.Select(resource => resource.Name).ToHashSet();
        var expected = names.SelectMany(name => name.Contains("<region>") ? new[] { "us-east-1", "sa-east-1" }.Select(region => name.Replace("<region>", region)) : [name])
            .SelectMany(name => name.Contains("<country>") ? new[] { "peru", "chile" }.Select(country => name.Replace("<country>", country)) : [name]).ToArray();

        Assert.NotEmpty(expected);
        Assert.Empty(expected.Where(name => !graph.Contains(name)).Select(name => $"{name} is not in the graph"));
    }

    private static string[] Texts(string cell) => [.. Quoted().Matches(cell).Select(match => match.Groups[1].Value)];
}
