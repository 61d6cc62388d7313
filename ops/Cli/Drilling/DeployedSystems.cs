using Appointments.Aws;

namespace Appointments.Cli.Drilling;

/// <summary>Deployments on AWS with the two secrets that a drill needs, from its environment: no secret is among a stack's outputs.</summary>
internal static class DeployedSystems
{
    private const string Key = "APPOINTMENTS_DRILL_API_KEY", Secret = "APPOINTMENTS_ORIGIN_SECRET";

    /// <param name="source">Where the outputs came from.</param>
    /// <exception cref="UsageException">The key of drills is not set.</exception>
    public static DeployedSystem Of(DeployedStack stack, string source) => new(stack, $"AWS ({source})",
        Environment.GetEnvironmentVariable(Key) is { Length: > 0 } key ? key
            : throw new UsageException($"{Key} is not set: a drill on AWS sends its load with the key of drills, so that no clinic's quota is spent (pulumi config set --secret appointments:drillApiKey, then pulumi up). And {Secret}, where the origin is protected."),
        Environment.GetEnvironmentVariable(Secret) is { Length: > 0 } secret ? secret : null, TimeProvider.System);
}
