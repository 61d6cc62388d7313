using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a program against mocks.</summary>
internal sealed class MockRun(IMocks mocks, TestOptions? options)
{
    private readonly Lock _lock = new();
    private readonly List<Resource> _resources = [];

    public string ProjectName { get; } = options?.ProjectName ?? "project";

    public string StackName { get; } = options?.StackName ?? "stack";

    public string OrganizationName { get; } = options?.OrganizationName ?? "organization";

    public bool IsDryRun { get; } = options?.IsPreview ?? true;

    public ConfigValues Config { get; } = ConfigValues.FromEnvironment();

    public PendingWork Pending { get; } = new();

    public RunErrors Errors { get; } = new();

    public Stack? Root { get; set; }

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_lock)
            {
                return [.. _resources];
            }
        }
    }

    // On the pool, so that a program goes on declaring while its resources register, in parallel and as soon as their inputs are there.
    public void Register(Resource resource, ResourceArgs args, ResourceOptions options) =>
        Pending.Track(Task.Run(() => CompleteAsync(resource, args, options)));

    public void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs) =>
        Pending.Track(Task.Run(() => SendOutputsAsync(resource, outputs)));

    /// <summary>Calls a provider's function; unknown arguments make the result unknown, without a call.</summary>
    public async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var writer = new WireWriter();
        var inputs = await writer.WriteEntriesAsync(token, args.ToDictionary()).ConfigureAwait(false);
        if (inputs.Values.Any(input => !input.IsKnown))
        {
            return new([], default!, IsKnown: false, IsSecret: false);
        }

        var dependsOn = options is InvokeOutputOptions outputOptions ? await AwaitAllAsync(outputOptions.DependsOn).ConfigureAwait(false) : [];
        var provider = options?.Provider ?? options?.Parent?.ProviderFor(token);
        var result = await mocks.CallAsync(new MockCallArgs
        {
            Token = token,
            Args = Known(inputs),
            Provider = provider is null ? "" : await provider.ReferenceAsync().ConfigureAwait(false),
        }).ConfigureAwait(false);
        var state = await WriteStateAsync(result).ConfigureAwait(false);
        var value = new WireReader(problem => Log.Warn(problem)).Read($"{token} result", Plain(state), typeof(T));
        return new([.. writer.Dependencies, .. dependsOn], value is T read ? read : default!,
            state.Values.All(entry => entry.IsKnown), state.Values.Any(entry => entry.IsSecret));
    }

    private async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            resource.Outputs.Complete(await RegisterAsync(resource, args, options).ConfigureAwait(false), IsDryRun);
        }
        catch (Exception reason)
        {
            resource.Outputs.Fail(reason); // else whoever waits for an output would wait for ever
            throw;
        }
    }

    private async Task<Registered> RegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        await AwaitAllAsync(options.DependsOn).ConfigureAwait(false);
        var writer = new WireWriter();
        var inputs = await writer.WriteEntriesAsync($"{resource.GetResourceType()} {resource.GetResourceName()}", args.ToDictionary()).ConfigureAwait(false);
        await AwaitUrnsAsync(writer.Dependencies).ConfigureAwait(false);
        var urn = await UrnAsync(resource, options.Parent).ConfigureAwait(false);
        var provider = resource.Provider is null ? "" : await resource.Provider.ReferenceAsync().ConfigureAwait(false);
        var readId = options.Id is null ? "" : await options.Id.ToOutput().ValueOrAsync("").ConfigureAwait(false);
        lock (_lock)
        {
            _resources.Add(resource);
        }

        if (resource is Stack)
        {
            return new(urn, null, ImmutableDictionary<string, WireValue>.Empty);
        }

        var importId = (options as CustomResourceOptions)?.ImportId ?? "";
        var (id, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = Known(inputs),
            Provider = provider,
            Id = string.IsNullOrEmpty(readId) ? importId : readId,
        }).ConfigureAwait(false);
        var finalId = string.IsNullOrEmpty(readId) ? id ?? importId : readId;
        return new(urn, finalId, await WriteStateAsync(state).ConfigureAwait(false));
    }

    private async Task SendOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.ValueOrAsync("").ConfigureAwait(false);
        var values = await outputs.ValueOrAsync(ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
        var written = await new WireWriter().WriteEntriesAsync(urn, values.ToImmutableDictionary()).ConfigureAwait(false);
        var sent = written.ToImmutableDictionary(entry => entry.Key, entry =>
            Output<object?>.Of(new([], entry.Value.Value, entry.Value.IsKnown, entry.Value.IsSecret)));
        await mocks.RegisterResourceOutputs(new(urn, sent)).ConfigureAwait(false);
    }

    // Mock URNs keep the outermost type of the parent only, which is always the stack's.
    private async Task<string> UrnAsync(Resource resource, Resource? parent)
    {
        parent ??= resource is Stack ? null : Root ?? throw new InvalidOperationException("Resources can only be created inside a Pulumi program.");
        if (parent is not null)
        {
            await parent.Urn.Data.ConfigureAwait(false);
        }

        var type = parent is null ? resource.GetResourceType() : $"{Stack.TypeToken}${resource.GetResourceType()}";
        return $"urn:pulumi:{StackName}::{ProjectName}::{type}::{resource.GetResourceName()}";
    }

    private static async Task<ImmutableArray<Resource>> AwaitAllAsync(InputList<Resource> resources)
    {
        var all = await resources.ToOutput().ValueOrAsync([]).ConfigureAwait(false);
        await AwaitUrnsAsync(all).ConfigureAwait(false);
        return all;
    }

    private static async Task AwaitUrnsAsync(IEnumerable<Resource> resources) =>
        await Task.WhenAll(resources.SelectMany(resource => resource.Reached()).Distinct().Select(resource => resource.Urn.Data)).ConfigureAwait(false);

    private static async Task<ImmutableDictionary<string, WireValue>> WriteStateAsync(object? state)
    {
        var map = state switch
        {
            IDictionary<string, object> entries => entries.ToImmutableDictionary(),
            System.Collections.IDictionary entries => entries,
            InputArgs args => args.ToDictionary(),
            _ => throw new InvalidOperationException(
                $"{state?.GetType().FullName ?? "null"} is not a supported argument type. A mock answers with a dictionary by wire name."),
        };
        return await new WireWriter().WriteEntriesAsync("state", map).ConfigureAwait(false);
    }

    private static ImmutableDictionary<string, object> Known(ImmutableDictionary<string, WireValue> inputs) =>
        Plain(inputs.Where(input => input.Value.IsKnown));

    private static ImmutableDictionary<string, object> Plain(IEnumerable<KeyValuePair<string, WireValue>> entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Value!);
}
