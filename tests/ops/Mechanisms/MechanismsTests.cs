using System.Text.RegularExpressions;
using Appointments.Drills.Evidence;
using Appointments.Tests.Run;
using Xunit.Abstractions;

namespace Appointments.Tests.Mechanisms;

/// <summary>
/// Break what a drill relies on, and it fails, and says why. Two in every run of the suite; all of them with <c>APPOINTMENTS_MECHANISMS=FILE</c>, which takes the rows of the
/// table in docs/resilience.md.
/// </summary>
public sealed class MechanismsTests(ITestOutputHelper output)
{
    private static readonly string? Rows = Environment.GetEnvironmentVariable("APPOINTMENTS_MECHANISMS");

    /// <summary>Quick, and of the two kinds: the functions' law, and what operators do.</summary>
    private static readonly string[] InTheSuite = ["poison-messages: what can never be handled is set aside", "restore-from-backup: the backup has rows"];

    public static TheoryData<string> Each => [.. AllMechanisms.List.Select(mechanism => mechanism.ToString()).Where(name => Rows is not null || InTheSuite.Contains(name))];

    [Theory, MemberData(nameof(Each))]
    public async Task ADrill_Fails_WhereWhatItReliesOnIsBroken(string name)
    {
        var mechanism = AllMechanisms.List.Single(each => each.ToString() == name);

        var report = await new BrokenDrill(mechanism, output.WriteLine).RunAsync(seed: 5);

        string[] said = [.. report.Reasons, .. report.Findings.Select(finding => $"{finding.Kind}: {finding.Sentence}")];
        var spoke = said.FirstOrDefault(each => each.Contains(mechanism.Speaks, StringComparison.Ordinal));
        output.WriteLine(string.Join('\n', said));
        Note(mechanism, report, spoke);
        Assert.Equal(mechanism.Fails, !report.Passed);
        Assert.True(!mechanism.Fails || spoke is not null, $"{mechanism.Speaks} did not speak, but:\n{string.Join('\n', said)}");
    }

    [Fact]
    public void EachDrill_HasMechanisms_AndEachIsARowOfTheDocs()
    {
        var page = File.ReadAllText(Path.Combine(World.Root, "docs/resilience.md"));
        var drills = Directory.EnumerateFiles(Path.Combine(World.Root, "drills"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

        Assert.Equal(drills, AllMechanisms.List.Where(mechanism => mechanism.Fails).Select(mechanism => mechanism.Drill).Distinct().Order(StringComparer.Ordinal));
        Assert.All(AllMechanisms.List, mechanism => Assert.True(Regex.IsMatch(page, $"(?m)^{Regex.Escape(Row(mechanism))}{Result(mechanism)} \\|$"),
            $"docs/resilience.md has no row '{Row(mechanism)}…' that ends with what came of it ({(mechanism.Fails ? $"`{mechanism.Speaks}` first" : "passed")}). Run it with APPOINTMENTS_MECHANISMS=FILE, and put in the row that it writes."));
        Assert.All(InTheSuite, name => Assert.Single(AllMechanisms.List, mechanism => mechanism.ToString() == name));
    }

    private static string Row(Mechanism mechanism) => $"| `{mechanism.Drill}` | {mechanism.Name} | {mechanism.Broken} | ";

    /// <summary>What <see cref="Note"/> writes where it came as it should.</summary>
    private static string Result(Mechanism mechanism) => mechanism.Fails ? $"`{Regex.Escape(mechanism.Speaks)}`(, `[A-Za-z]+`)*" : "passed";

    private static void Note(Mechanism mechanism, DrillReport report, string? spoke)
    {
        var others = report.Findings.Select(finding => finding.Kind.ToString()).Distinct().Where(kind => kind != mechanism.Speaks);
        var told = report.Passed ? "passed" : $"`{mechanism.Speaks}`{(spoke is null ? " DID NOT SPEAK" : "")}{string.Concat(others.Select(kind => $", `{kind}`"))}";
        if (Rows is not null)
            File.AppendAllText(Rows, $"{Row(mechanism)}{told} |\n");
    }
}
