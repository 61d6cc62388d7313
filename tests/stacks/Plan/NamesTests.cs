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
    [InlineData("global-routing-us-east-1-serves", "global")]
    [InlineData("global-proof", "global")]
    public void AName_ClaimsItsProvider(string name, string provider) => Assert.Equal(provider, Names.ProviderOf(name, Deployment));

    [Theory]
    [InlineData("us-east-11-queue")]
    [InlineData("eu-west-1-queue")]
    [InlineData("globalqueue")]
    [InlineData("queue")]
    public void AName_ThatClaimsNoProvider_IsAnError(string name) => Assert.Throws<ArgumentException>(() => Names.ProviderOf(name, Deployment));
}
