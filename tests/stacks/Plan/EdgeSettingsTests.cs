using Appointments.Plan;

namespace Appointments.Tests.Plan;

public sealed class EdgeSettingsTests
{
    private const string Secret = "second-origin-secret-000";

    [Fact]
    public void UsualSettings_ProtectTheOrigin_WithOneSecretAndOneKey()
    {
        var edge = new SettingsText().Parse().Edge;

        Assert.Equal((true, 10_000, false), (edge.ProtectOrigin, edge.RequestsPerFiveMinutes, edge.ShieldAdvanced));
        Assert.Equal(["originSecret"], edge.OriginSecrets.Select(setting => setting.Key));
        Assert.Equal(["apiKey"], edge.ApiKeys.Select(setting => setting.Key));
    }

    [Fact]
    public void TwoSecretsAndTwoKeys_AreBothValid_TheFirstSecretFirst()
    {
        var edge = new SettingsText().With("originSecretSecond", Secret).With("apiKeySecond", "a-second-key-of-clinics").Parse().Edge;

        Assert.Equal(["originSecret", "originSecretSecond"], edge.OriginSecrets.Select(setting => setting.Key));
        Assert.Equal(["apiKey", "apiKeySecond"], edge.ApiKeys.Select(setting => setting.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")] // as Pulumi hands over what is not set
    public void TheSecondAlone_IsEnough_AfterTheFirstWasTakenAway(string? missing)
    {
        var edge = new SettingsText().With("apiKey", missing).With("apiKeySecond", "a-second-key-of-clinics").Parse().Edge;

        Assert.Equal(["apiKeySecond"], edge.ApiKeys.Select(setting => setting.Key));
    }

    [Theory]
    [InlineData("originSecret", null)]
    [InlineData("originSecret", "only-23-characters-long")]
    [InlineData("originSecret", "a secret with blanks in it")]
    [InlineData("originSecret", "a\"secret\"with\"quotation\"marks")]
    [InlineData("originSecretSecond", "only-23-characters-long")]
    [InlineData("originSecretSecond", "an-origin-secret-of-thirty-chars")] // the first one
    [InlineData("originSecret", "")]
    [InlineData("apiKey", null)]
    [InlineData("apiKey", "")]
    [InlineData("apiKey", "19-characters-long-")]
    [InlineData("apiKeySecond", "19-characters-long-")]
    [InlineData("apiKeySecond", "a-key-of-twenty-chars")] // the first one
    [InlineData("edgeRequestsPerFiveMinutes", "9")]
    [InlineData("protectOrigin", "yes")]
    [InlineData("shieldAdvanced", "")]
    public void AWrongValue_IsAProblemOfItsKey(string key, string? value) =>
        Assert.Equal([$"appointments:{key}"], new SettingsText().With(key, value).Problems());

    [Fact]
    public void ASecretThatIsEmpty_IsNotSet() =>
        Assert.StartsWith("1 setting is wrong:\n  appointments:apiKey is not set: expected 20 to 128 characters.", Assert.Throws<SettingsException>(() => new SettingsText().With("apiKey", "").Parse()).Message);

    [Fact]
    public void AWrongSecret_IsNotInTheMessage()
    {
        var problem = Assert.Throws<SettingsException>(() => new SettingsText().With("originSecret", "too-short-secret").Parse());

        Assert.DoesNotContain("too-short-secret", problem.Message);
        Assert.Contains("pulumi config set --secret appointments:originSecret", problem.Message);
    }

    [Fact]
    public void TheShortestSecret_IsTaken() => Assert.Single(new SettingsText().With("originSecret", "exactly-24-characters-00").Parse().Edge.OriginSecrets);
}
