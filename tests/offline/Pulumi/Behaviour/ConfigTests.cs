using System.Text.Json;
using Pulumi;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>Settings, which come as one variable of the process.</summary>
public sealed class ConfigTests
{
    private const string Settings = """
        {"project:text":"t","project:flag":"true","project:count":"3","project:ratio":"0.5","project:object":"{\"Name\":\"n\"}","project:secret":"s","other:text":"o","project:config:old":"old"}
        """;

    [Fact]
    public async Task Values_AreReadByTypeAndName() => await WithConfigAsync(config =>
    {
        Assert.Equal("t", config.Require("text"));
        Assert.True(config.RequireBoolean("flag"));
        Assert.Equal(3, config.RequireInt32("count"));
        Assert.Equal(0.5, config.RequireDouble("ratio"));
        Assert.Equal("o", new Config("other").Get("text"));
        Assert.Equal("old", config.Get("old"));
    });

    [Fact]
    public async Task AMissingKey_IsNull() => await WithConfigAsync(config =>
    {
        Assert.Null(config.Get("absent"));
        Assert.Null(config.GetBoolean("absent"));
        Assert.Null(config.GetInt32("absent"));
        Assert.Null(config.GetObject<Named>("absent"));
        Assert.Null(config.GetSecret("absent"));
    });

    [Fact]
    public async Task Objects_AreReadInPascalCase_UnlessOptionsSayOtherwise() => await WithConfigAsync(config =>
    {
        Assert.Equal("n", config.RequireObject<Named>("object").Name);
        Assert.Null(config.RequireObject<Named>("object", new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }).Name);
    });

    [Fact]
    public async Task ASecretKey_GivesPlainTextToGet_AndASecretToRequireSecret()
    {
        Output<string> secret = null!;

        await WithConfigAsync(config =>
        {
            Assert.Equal("s", config.Get("secret"));
            secret = config.RequireSecret("secret");
        });

        Assert.True(await Output.IsSecretAsync(secret));
        Assert.Equal("s", await secret.ValueAsync());
    }

    [Fact]
    public async Task AMissingRequiredKey_NamesTheCommandThatSetsIt()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => WithConfigAsync(config => config.Require("absent")));

        Assert.StartsWith(
            "Missing Required configuration variable 'project:absent'\n\tplease set a value using the command `pulumi config set ", failure.Message);
    }

    [Fact]
    public async Task AValueOfAnotherType_FailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => WithConfigAsync(config => config.GetInt32("text")));

        Assert.Equal("Configuration 'project:text' value 't' is not a valid Int32", failure.Message);
    }

    [Fact]
    public async Task Settings_AreReadWhenARunStarts()
    {
        var seen = "";

        await WithConfigAsync(_ =>
        {
            using var later = new EnvironmentVariable("PULUMI_CONFIG", """{"project:text":"later"}""");
            seen = new Config().Get("text");
        });

        Assert.Equal("t", seen);
    }

    private static async Task WithConfigAsync(Action<Config> program)
    {
        using var settings = new EnvironmentVariable("PULUMI_CONFIG", Settings);
        using var secrets = new EnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", """["project:secret"]""");
        await Run.AppliedAsync(new RecordingMocks(), () => program(new Config()));
    }

    private sealed record Named(string? Name);
}
