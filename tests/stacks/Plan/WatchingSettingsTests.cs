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

    [Fact]
    public void UsualSettings_TellOfNoBudget_AndShowNoKeys() => Assert.Equal((0, null), (new SettingsText().Parse().Watching.MonthlyBudgetUsd, new SettingsText().Parse().Watching.ContributorInsights));

    [Theory]
    [InlineData("monthlyBudgetUsd", "-1")]
    [InlineData("monthlyBudgetUsd", "1.5")]
    [InlineData("contributorInsights", "true")]
    [InlineData("runbookUrl", "")]
    [InlineData("runbookUrl", "http://wiki.example.com/runbook")]
    [InlineData("runbookUrl", "https://wiki.example.com/runbook/")]
    [InlineData("runbookUrl", "https://wiki.example.com/runbook?page=1")]
    public void AWrongValue_IsAProblemOfItsKey(string key, string value) => Assert.Equal([$"appointments:{key}"], new SettingsText().With(key, value).Problems());

    [Fact]
    public void ContributorInsights_WouldShowWhatTheKeyEncrypts()
    {
        Assert.Equal(["appointments:contributorInsights"], new SettingsText().With("customerManagedKey", "true").With("contributorInsights", "throttled").Problems());
        Assert.Equal("THROTTLED_KEYS", new SettingsText().With("contributorInsights", "throttled").Parse().Watching.ContributorInsights);
    }
}
