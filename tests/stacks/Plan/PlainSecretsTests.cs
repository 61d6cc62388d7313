using Appointments.Plan;

namespace Appointments.Tests.Plan;

/// <summary>Secrets as Pulumi hands them to the program. That the engine tells which are encrypted, and how, only the engine can prove.</summary>
public sealed class PlainSecretsTests
{
    private static readonly Dictionary<string, string?> Values = new() { ["apiKey"] = "a-key-of-twenty-chars", ["apiKeySecond"] = "", ["originSecret"] = "an-origin-secret-of-thirty-chars", ["zone"] = "appointments.example.com" };

    private static void Refuse(string? encryptedKeys) => PlainSecrets.Refuse("prod", encryptedKeys, Values.GetValueOrDefault);

    [Theory]
    [InlineData("""["appointments:apiKey","appointments:originSecret"]""")]
    [InlineData("""["appointments:zone","appointments:originSecret","appointments:apiKey"]""")]
    [InlineData(null)] // an engine that does not tell
    public void EncryptedSecrets_AndThoseThatAreNotSet_AreTaken(string? encryptedKeys) => Refuse(encryptedKeys);

    [Fact]
    public void EverySecretInPlainText_IsRefused_WithoutItsValue_AndWithTheCommandThatMendsIt()
    {
        var problem = Assert.Throws<SettingsException>(() => Refuse("[]"));

        Assert.Equal(["appointments:originSecret", "appointments:apiKey"], problem.Problems.Select(each => each.FullKey));
        Assert.Contains("appointments:apiKey is in plain text: expected it encrypted, and a new one, because whoever reads the file knows this one.\n    mend: pulumi config set --secret appointments:apiKey \"$(openssl rand -hex 24)\" --stack prod", problem.Message);
        Assert.DoesNotContain("a-key-of-twenty-chars", problem.Message);
    }

    /// <summary>The remedy's value is one that every secret takes.</summary>
    [Fact]
    public void TheValueOfTheRemedy_IsASecretThatIsTaken()
    {
        var said = Convert.ToHexStringLower(new byte[24]); // what openssl rand -hex 24 writes has this shape

        Assert.All(Settings.All.Where(setting => setting.IsSecret), setting => new SettingsText().With(setting.Key, said).Parse());
    }
}
