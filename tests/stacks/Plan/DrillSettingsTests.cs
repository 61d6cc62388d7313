namespace Appointments.Tests.Plan;

public sealed class DrillSettingsTests
{
    [Theory]
    [InlineData("nineteen-characters")]
    [InlineData("a-key-of-twenty-chars")] // the clinics'
    public void ADrillKey_ThatIsNone_IsAProblem(string value) => Assert.Equal(["appointments:drillApiKey"], new SettingsText().With("drillApiKey", value).Problems());

    [Fact]
    public void ADrillKey_MustNotBeTheSecondKeyEither() =>
        Assert.Equal(["appointments:drillApiKey"], new SettingsText().With("apiKeySecond", "another-key-of-clinics").With("drillApiKey", "another-key-of-clinics").Problems());

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void FaultsOnPurpose_AreThere_WhereItIsSaid(string value, bool there) => Assert.Equal(there, new SettingsText().With("faultInjection", value).Parse().Drills.FaultInjection);

    [Fact]
    public void FaultsOnPurpose_AreOff_InEveryStack_UnlessSomebodyDrills() => Assert.Equal("false", Appointments.Plan.Settings.FaultInjection.Default);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("twenty-characters-00", true)]
    public void ADrillKey_IsThere_WhereItIsSet(string? value, bool there) => Assert.Equal(there, new SettingsText().With("drillApiKey", value).Parse().Drills.HasKey);
}
