using Appointments.Graph;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>A stack's file as <c>pulumi config set --secret</c> leaves it: tools that have no Pulumi read it too.</summary>
public sealed class StackConfigurationTests : IDisposable
{
    private const string Encrypted = "\n    secure: v1:c2FsdCBvZiBpdA==:bm90IHRvIGJlIHJlYWQgaGVyZQ==";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("stack-");

    public StackConfigurationTests() => File.Copy(Path.Combine(Recorded.Root(), "Pulumi.yaml"), Path.Combine(root.FullName, "Pulumi.yaml"));

    public void Dispose() => root.Delete(recursive: true);

    [Theory]
    [InlineData("")]                                                                             // a clone
    [InlineData("apiKey", "originSecret")]                                                       // README, "Deploy it"
    [InlineData("apiKeySecond", "originSecret")]                                                 // after a rotation
    [InlineData("apiKey", "apiKeySecond", "originSecret", "originSecretSecond", "drillApiKey")]  // in the middle of one
    public void ASecretThatOnlyPulumiCanRead_IsStoodForByAPlaceholder(params string[] encrypted)
    {
        var stack = Read([.. encrypted.Where(key => key is not "").Select(key => (key, Encrypted))]);

        var settings = stack.ToSettings();
        Assert.Equal(encrypted is [""] ? ["apiKey"] : encrypted.Where(key => key.StartsWith("apiKey")), settings.Edge.ApiKeys.Select(setting => setting.Key));
        Assert.Equal(encrypted.Contains("originSecretSecond") ? 2 : 1, settings.Edge.OriginSecrets.Length);
        Assert.Equal(encrypted.Contains("drillApiKey"), settings.Drills.HasKey);
        Assert.All(stack.Secrets, secret => Assert.StartsWith("placeholder-not-a-secret-", secret));
    }

    [Fact]
    public void ASecretInPlainText_IsRefused()
    {
        var problem = Assert.Throws<SettingsException>(() => Read(("apiKeySecond", " a-second-key-of-the-clinics"), ("originSecret", Encrypted)));

        Assert.Equal(["appointments:apiKeySecond"], problem.Problems.Select(each => each.FullKey));
    }

    [Fact]
    public void AnEncryptedValue_ThatIsNoSecret_IsRefused_BecauseNobodyHereCanReadIt()
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(("accountId", Encrypted)));

        Assert.Equal("appointments:accountId is encrypted in Pulumi.dev.yaml, where only Pulumi can read it, and it is no secret. Say it in plain text: pulumi config set --plaintext appointments:accountId VALUE --stack dev", problem.Message);
    }

    [Fact]
    public void AKeyThatStandsTwice_WithItsPrefixAndWithout_IsRefused()
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(("zone", " one.example.com\n  zone: two.example.com")));

        Assert.Equal("zone stands in Pulumi.dev.yaml twice, as zone and as appointments:zone, which are the same: expected one of them. Take the other out.", problem.Message);
    }

    private StackConfiguration Read(params (string Key, string Value)[] said)
    {
        var usual = File.ReadLines(Path.Combine(Recorded.Root(), "Pulumi.dev.yaml")).Where(line => said.All(each => !line.StartsWith($"  {Setting.Namespace}:{each.Key}:")));
        File.WriteAllLines(Path.Combine(root.FullName, "Pulumi.dev.yaml"), [.. usual, .. said.Select(each => $"  {Setting.Namespace}:{each.Key}:{each.Value}"), "encryptionsalt: v1:c2FsdA==:dGVzdA=="]);
        return StackConfiguration.Read(root.FullName, "dev", []);
    }
}
