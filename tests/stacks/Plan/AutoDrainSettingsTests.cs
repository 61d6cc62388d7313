using Appointments.Plan;

namespace Appointments.Tests.Plan;

public sealed class AutoDrainSettingsTests
{
    [Theory]
    [InlineData(null, AutoDrainMode.Off)]
    [InlineData("off", AutoDrainMode.Off)]
    [InlineData("dry-run", AutoDrainMode.DryRun)]
    [InlineData("on", AutoDrainMode.On)]
    public void AutoDrain_IsRead_AndOffByDefault(string? text, AutoDrainMode mode) => Assert.Equal(mode, new SettingsText().With("autoDrain", text).Parse().AutoDrain.Mode);

    [Theory]
    [InlineData("yes")]
    [InlineData("On")]
    [InlineData("")]
    public void AutoDrain_ThatIsNone_IsAProblem(string text) => Assert.Equal(["appointments:autoDrain"], new SettingsText().With("autoDrain", text).Problems());

    [Theory]
    [InlineData("on")]
    [InlineData("dry-run")]
    public void AutoDrain_IsRefused_WhereSnsDeliversNoAlarm(string text)
    {
        var settings = new SettingsText().With("regions", """["us-east-1","af-south-1"]""").With("autoDrain", text);

        Assert.Equal(["appointments:autoDrain"], settings.Problems());
        Assert.Equal(AutoDrainMode.Off, settings.With("autoDrain", "off").Parse().AutoDrain.Mode);
    }
}
