using Pulumi;
using Pulumi.Aws.ApiGateway;

namespace Appointments.Deploy.Components;

/// <param name="Value">The same in every region.</param>
public sealed record DrillKeyArgs(Output<string> Value);

/// <summary>
/// The API key of drills in one region. Made before the functions, which are told its id, and so apart from the API, which needs the functions; the API puts it into a usage plan
/// of its own.
/// </summary>
public sealed class DrillKey : ComponentResource
{
    /// <summary>Never its value.</summary>
    public Output<string> KeyId { get; }

    public DrillKey(string name, DrillKeyArgs args, ComponentResourceOptions options) : base("appointments:api:DrillKey", name, options)
    {
        KeyId = new ApiKey($"{name}-key", new ApiKeyArgs { Value = args.Value }, new CustomResourceOptions { Parent = this }).Id;
        RegisterOutputs();
    }
}
