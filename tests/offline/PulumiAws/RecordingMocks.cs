using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Appointments.Tests.PulumiAws;

/// <summary>Keeps what was registered; answers each resource with the state set for its name, each function with the answer set for its token.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentDictionary<string, MockResourceArgs> registered = new();

    public Dictionary<string, ImmutableDictionary<string, object>> States { get; } = [];

    public Dictionary<string, ImmutableDictionary<string, object>> Answers { get; } = [];

    public ConcurrentBag<MockCallArgs> Calls { get; } = [];

    public MockResourceArgs this[string name] => registered[name];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Assert.True(registered.TryAdd(args.Name!, args), $"Two resources are named '{args.Name}'.");
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", States.GetValueOrDefault(args.Name!, args.Inputs)));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Add(args);
        return Task.FromResult<object>(Answers[args.Token!]);
    }

    /// <summary>Runs a program whose every output is known, as in an update.</summary>
    public Task RunAsync(Action program) => Deployment.TestAsync(this, new TestOptions { IsPreview = false }, program);

    /// <summary>Runs a program and waits for what it returns, too.</summary>
    public Task RunAsync(Func<Task> program) => Deployment.TestAsync(this, new TestOptions { IsPreview = false }, program);
}
