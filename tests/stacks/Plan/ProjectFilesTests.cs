using System.Runtime.CompilerServices;
using Appointments.Plan;

namespace Appointments.Tests.Plan;

public sealed class ProjectFilesTests
{
    private static string Read(string file, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../..", file));

    [Fact]
    public void PulumiYaml_IsWhatTheSettingsSay() => Assert.Equal(ProjectFile.Write(), Read("Pulumi.yaml"));

    [Fact]
    public void EveryStack_HoldsEverySettingButSecrets()
    {
        static string[] Keys(string file) => [.. Read(file).Split('\n').Where(line => line.StartsWith("  appointments:")).Select(line => line.Trim().Split(": ")[0].TrimEnd(':')).Order()];
        var expected = Settings.All.Where(setting => !setting.IsSecret).Select(setting => setting.FullKey).Order().ToArray();

        Assert.Equal(expected, Keys("Pulumi.dev.yaml"));
        Assert.Equal(expected, Keys("Pulumi.prod.yaml"));
    }
}
