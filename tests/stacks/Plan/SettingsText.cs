using Appointments.Plan;

namespace Appointments.Tests.Plan;

/// <summary>Settings as Pulumi hands them over: those that have no default, with what a test changes on top.</summary>
internal sealed class SettingsText
{
    private readonly Dictionary<string, string?> values = new()
    {
        ["regions"] = """["us-east-1","sa-east-1"]""",
        ["primaryRegion"] = "us-east-1",
        ["countries"] = """[{"code":"PE","path":"peru","name":"Perú"},{"code":"CL","path":"chile","name":"Chile"}]""",
        ["zone"] = "appointments.example.com",
        ["originSecret"] = "an-origin-secret-of-thirty-chars",
        ["apiKey"] = "a-key-of-twenty-chars",
    };

    public SettingsText With(string key, string? value)
    {
        values[key] = value;
        return this;
    }

    public DeploymentSettings Parse() => DeploymentSettings.Parse("dev", key => values.GetValueOrDefault(key));

    public IEnumerable<string> Problems() => Assert.Throws<SettingsException>(Parse).Problems.Select(problem => problem.FullKey);
}
