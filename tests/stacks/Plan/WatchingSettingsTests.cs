namespace Appointments.Tests.Plan;

public sealed class WatchingSettingsTests
{
    [Theory]
    [InlineData("""["nobody"]""")]
    [InlineData("""["a@example.com","A@example.com"]""")]
    [InlineData("oncall@example.com")]
    public void AlarmEmails_ThatAreNone_AreProblems(string value) =>
        Assert.Equal(["appointments:alarmEmails"], new SettingsText().With("alarmEmails", value).Problems());

    [Fact]
    public void AlarmEmails_AreRead() => Assert.Equal("oncall@example.com", Assert.Single(new SettingsText().With("alarmEmails", """["oncall@example.com"]""").Parse().Watching.AlarmEmails));
}
