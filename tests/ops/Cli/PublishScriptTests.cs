using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Appointments.Tests.Cli;

public sealed class PublishScriptTests
{
    [Theory]
    [InlineData("mips", 2, "there is no architecture 'mips': expected x86_64 or arm64")]
    [InlineData("the other", 1, "pulumi config set appointments:functionsArchive functions.zip")]
    public async Task WhatCannotBePublishedHere_IsSaid_WithAWayOut(string architecture, int exit, string expected)
    {
        var other = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "x86_64" : "arm64";

        using var publish = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Session.Root, "functions/publish.sh"), architecture is "the other" ? other : architecture]) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();

        Assert.Equal(exit, publish.ExitCode);
        Assert.Contains(expected, output);
    }

    [NativeFact]
    public async Task AnExecutable_ThatLambdaCouldNotStart_IsRefused()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Session.Root, "functions/publish.sh"));
        Assert.Contains("glibc_of_lambda=2.34", script);

        // Lambda as it were with an older glibc: what is published here needs a newer one.
        var start = new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        await publish.StandardInput.WriteAsync(script.Replace("glibc_of_lambda=2.34", "glibc_of_lambda=2.17")
            .Replace("root=$(cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\" && pwd)", $"root={Session.Root}").Replace("-$hash", "-of-this-test"));
        publish.StandardInput.Close();
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();

        Assert.Equal(1, publish.ExitCode);
        Assert.Matches(@"this machine links against glibc 2\.\d+, Lambda's Amazon Linux 2023 has 2\.17", output);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Session.Root, "artifacts/functions"), "*-of-this-test"));
    }
}
