using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // settings are environment variables of the process

namespace Appointments.Tests.Offline;

/// <summary>Runs a few declarations on mocks.</summary>
internal static class Run
{
    public static TestOptions Applied { get; } = new() { IsPreview = false };

    public static TestOptions Preview { get; } = new() { IsPreview = true };

    public static Task<ImmutableArray<Resource>> AppliedAsync(IMocks mocks, Action program) => Deployment.TestAsync(mocks, Applied, program);

    public static Task<ImmutableArray<Resource>> PreviewAsync(IMocks mocks, Action program) => Deployment.TestAsync(mocks, Preview, program);

    /// <summary>Mocks that answer every registration with this state.</summary>
    public static RecordingMocks WithState(object state) => new() { Answer = args => Task.FromResult<(string?, object)>(($"{args.Name}-id", state)) };

    public static Task<T> ValueAsync<T>(this Output<T> output) => OutputUtilities.GetValueAsync(output);

    /// <summary>What a program that fails with this exception is reported as.</summary>
    public static Task<RunException> FailureAsync(Action program, RecordingMocks? mocks = null) =>
        Assert.ThrowsAsync<RunException>(() => AppliedAsync(mocks ?? new RecordingMocks(), program));
}
