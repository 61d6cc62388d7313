using Appointments.Graph;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Whoever types what is said to mend a setting has mended it, in the prod of this repository.</summary>
public sealed class SettingsMendsTests
{
    public static TheoryData<string> Keys => new(Settings.All.Select(setting => setting.Key));

    [Theory, MemberData(nameof(Keys))]
    public void AWrongValue_IsOneProblem_AndItsMendIsTaken(string key)
    {
        var setting = Settings.All.Single(setting => setting.Key == key);
        var wrong = setting.IsList ? "[wrong]" : "?";

        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Recorded.Settings("prod", $"{key}={wrong}")).Problems);

        Assert.Equal(setting.FullKey, problem.FullKey);
        Assert.DoesNotContain(wrong, problem.Remedy);
        Recorded.Settings("prod", $"{key}={Suggested(setting, problem.Remedy)}");
    }

    /// <summary>The value as a shell or the stack's file would have it.</summary>
    private static string Suggested(Setting setting, string remedy)
    {
        var (before, after) = setting.IsList ? ($"edit {setting.FullKey} in Pulumi.prod.yaml, such as ", "") : ($"pulumi config set {(setting.IsSecret ? "--secret " : "")}{setting.FullKey} ", " --stack prod");
        Assert.StartsWith(before, remedy);
        Assert.EndsWith(after, remedy);
        return remedy[before.Length..^after.Length] switch { "\"\"" => "", Mend.NewSecret => Convert.ToHexStringLower(new byte[24]), var value => value };
    }
}
