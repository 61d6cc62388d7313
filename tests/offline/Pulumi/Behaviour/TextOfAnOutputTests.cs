using Pulumi;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>An output put into a string by mistake.</summary>
public sealed class TextOfAnOutputTests
{
    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    public async Task ToString_Throws_WhereTheVariableSaysSo(string value)
    {
        using var variable = new EnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", value);

        var failure = await Run.FailureAsync(() => _ = Output.Create("v").ToString());

        Assert.Contains("Calling [ToString] on an [Output<T>] is not supported.", failure.Message);
    }

    [Fact]
    public async Task ToString_IsAdvice_Otherwise()
    {
        using var variable = new EnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", null);
        var text = "";

        await Run.AppliedAsync(new RecordingMocks(), () => text = $"{Output.Create("v")}");

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text);
    }
}
