using Appointments.Plan;

namespace Appointments.Tests.Plan;

public sealed class NamesTests
{
    private static readonly DeploymentSettings Deployment = new SettingsText().With("primaryRegion", "sa-east-1").Parse();

    [Theory]
    [InlineData("us-east-1", "us-east-1")]
    [InlineData("us-east-1-peru-queue", "us-east-1")]
    [InlineData("sa-east-1-api", "sa-east-1")]
    [InlineData("global-appointments", "sa-east-1")]
    public void AName_ClaimsItsRegion(string name, string region) => Assert.Equal(region, Names.RegionOf(name, Deployment));

    [Theory]
    [InlineData("us-east-11-queue")]
    [InlineData("eu-west-1-queue")]
    [InlineData("globalqueue")]
    [InlineData("queue")]
    public void AName_ThatClaimsNoRegion_IsAnError(string name) => Assert.Throws<ArgumentException>(() => Names.RegionOf(name, Deployment));
}
