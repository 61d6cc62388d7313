using Appointments.Local.Topology;

namespace Appointments.Local.Lambda;

/// <summary>What a function's processes have in common.</summary>
internal sealed record FunctionHost(FunctionSpec Function, LambdaSettings Settings, FunctionLog Log, TimeProvider Clock, FunctionTrouble Trouble, FunctionRelease Release)
{
    /// <summary>The custom runtime's entry point (AWS, "Building a custom runtime for AWS Lambda").</summary>
    public string Executable => Path.Combine(Release.Now.Functions, "bootstrap");
}
