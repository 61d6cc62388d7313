using System.Reflection;
using Pulumi;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>A real run, with and without the Pulumi engine.</summary>
public sealed class EngineTests
{
    [Fact]
    public async Task WithoutTheEngine_RunAsyncThrows()
    {
        using var monitor = new EnvironmentVariable("PULUMI_MONITOR", null);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync<OneQueueStack>());

        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", failure.Message);
    }

    [Fact]
    public async Task WithTheEngine_AStandInRefuses()
    {
        if (typeof(Deployment).Assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company != "appointments")
        {
            return; // the real package deploys
        }

        using var monitor = new EnvironmentVariable("PULUMI_MONITOR", "127.0.0.1:1");
        var (error, before) = (new StringWriter(), Console.Error);
        Console.SetError(error);
        try
        {
            Assert.Equal(1, await Deployment.RunAsync<OneQueueStack>());
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Console.SetError(before);
            Environment.ExitCode = 0;
        }

        Assert.Contains("offline stand-in of the package Pulumi", error.ToString());
        Assert.Contains("offline/build.sh --refresh", error.ToString());
    }
}
