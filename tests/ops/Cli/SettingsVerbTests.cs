using System.Text.Json;
using Appointments.Plan;

namespace Appointments.Tests.Cli;

public sealed class SettingsVerbTests
{
    [Fact]
    public async Task TheTable_HasEverySetting_WithWhatEachStackMakesOfIt()
    {
        var outcome = await Session.RunAsync("settings");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        Assert.Empty(Settings.All.Select(setting => setting.Key).Except(outcome.Output.Split('\n').Select(line => line.TrimStart('│', '|', ' ').Split(' ')[0]))); // in its own row, not in another's description
        Assert.Matches("logRetentionDays .*whole number .*30 .*7 .*Days that", outcome.Output);
    }

    [Fact]
    public async Task TheJson_HasTypesDefaultsAndValues_ButNoSecret()
    {
        var settings = JsonDocument.Parse((await Session.RunAsync("settings", "--json")).Output).RootElement.EnumerateArray().ToDictionary(setting => setting.GetProperty("key").GetString()!);

        Assert.Equal(Settings.All.Length, settings.Count);
        Assert.Equal(("whole number", "30"), (settings["appointments:logRetentionDays"].GetProperty("type").GetString(), settings["appointments:logRetentionDays"].GetProperty("default").GetString()));
        Assert.Equal("7", settings["appointments:logRetentionDays"].GetProperty("stacks").GetProperty("dev").GetString());
        Assert.Equal(JsonValueKind.Null, settings["appointments:apiKey"].GetProperty("stacks").ValueKind);
    }
}
