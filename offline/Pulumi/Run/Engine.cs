namespace Pulumi;

/// <summary>What stands where the real package talks to the Pulumi engine.</summary>
internal static class Engine
{
    /// <returns>1, after a message, when the Pulumi engine asks for a deployment.</returns>
    /// <exception cref="InvalidOperationException">There is no engine, as the real package says it.</exception>
    public static async Task<int> RefuseAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR")))
        {
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        }

        await Console.Error.WriteLineAsync("""
            This program was built on the offline stand-in of the package Pulumi, which can be tested and run locally but cannot deploy.
            Nothing was deployed. The NuGet source that was used does not serve Pulumi 3.112.1.
            Add a source that does (`dotnet nuget add source`), run `offline/build.sh --refresh`, and run `pulumi up` again.
            """).ConfigureAwait(false);
        Environment.ExitCode = 1; // for a program that does not return what RunAsync returns
        return 1;
    }
}
