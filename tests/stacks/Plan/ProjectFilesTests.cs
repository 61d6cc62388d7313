using System.Runtime.CompilerServices;
using Appointments.Plan;

namespace Appointments.Tests.Plan;

public sealed class ProjectFilesTests
{
    private static string Read(string file, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../..", file));

    [Fact]
    public void PulumiYaml_IsWhatTheSettingsSay() => Assert.Equal(ProjectFile.Write(), Read("Pulumi.yaml"));

    /// <summary>Pulumi refuses a stack that lacks a key without default, and one in which a key of <c>secret: true</c> is not encrypted, be it by its default: neither may befall who sets one of two keys.</summary>
    [Fact]
    public void PulumiYaml_LeavesSecretsToTheProgram() =>
        Assert.All(Settings.All.Where(setting => setting.IsSecret), setting =>
        {
            var declared = ProjectFile.Write().Split($"\n  {setting.Key}:\n")[1].Split("\n  ").TakeWhile(line => line.StartsWith("  ")).Select(line => line.Trim()).ToArray();
            Assert.Contains("default: \"\"", declared);
            Assert.DoesNotContain(declared, line => line.StartsWith("secret:"));
        });

    [Fact]
    public void EveryStack_HoldsEverySettingButSecrets()
    {
        static string[] Keys(string file) => [.. Read(file).Split('\n').Where(line => line.StartsWith("  appointments:")).Select(line => line.Trim().Split(": ")[0].TrimEnd(':')).Order()];
        var expected = Settings.All.Where(setting => !setting.IsSecret).Select(setting => setting.FullKey).Order().ToArray();

        Assert.Equal(expected, Keys("Pulumi.dev.yaml"));
        Assert.Equal(expected, Keys("Pulumi.prod.yaml"));
    }
}
