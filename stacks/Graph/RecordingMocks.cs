using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Appointments.Graph;

/// <summary>What a resource was registered with and what AWS would have answered.</summary>
/// <param name="Provider">The provider's resource name; null where there is none.</param>
/// <param name="Region">The region of the provider; null for a component.</param>
internal sealed record Registration(string Id, string? Provider, string? Region, ImmutableDictionary<string, object> Inputs, ImmutableDictionary<string, object> State);

/// <summary>
/// Stands in for Pulumi's engine: records every registration and answers as AWS would. Registrations come from many threads and in no order.
/// It cannot prove that AWS accepts what is declared: only that it is declared, and with which values.
/// </summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentDictionary<(string Type, string Name), Registration> registrations = new();
    private readonly ConcurrentDictionary<(string Type, string Name), Registration> lookups = new();
    private readonly ConcurrentDictionary<(string Type, string Name), ImmutableDictionary<string, Output<object?>>> componentOutputs = new();

    /// <summary>What the program looked up.</summary>
    public IEnumerable<(string Type, string Name, Registration Found)> Lookups => lookups.Select(lookup => (lookup.Key.Type, lookup.Key.Name, lookup.Value));

    public Registration Of(string type, string name) => registrations[(type, name)];

    public ImmutableDictionary<string, Output<object?>> ComponentOutputs(string type, string name) =>
        componentOutputs.GetValueOrDefault((type, name), ImmutableDictionary<string, Output<object?>>.Empty);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var (type, name) = (args.Type!, args.Name!);
        var registration = type.StartsWith("aws:") || type.StartsWith("pulumi:providers:") ? Custom(type, name, args) : new Registration(name, null, null, args.Inputs, args.Inputs);
        if (!registrations.TryAdd((type, name), registration))
            throw new InvalidOperationException($"{type} {name} is declared twice: Pulumi's mocks would not notice. Give one another name.");
        return Task.FromResult<(string?, object)>((registration.Id, registration.State));
    }

    /// <summary>A look-up may be made again for the same thing, and is answered alike.</summary>
    public Task<object> CallAsync(MockCallArgs args)
    {
        var (name, answer) = AwsLookup.Of(args.Token!, args.Args);
        var provider = ProviderOf($"{args.Token} {name}", args.Provider);
        lookups[(args.Token!, name)] = new Registration((string)answer["id"], provider, registrations[("pulumi:providers:aws", provider)].Region, args.Args, answer);
        return Task.FromResult<object>(answer);
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        var parts = args.Urn.Split("::"); // urn:pulumi:stack::project::types::name
        componentOutputs[(parts[2].Split('$')[^1], parts[3])] = args.Outputs;
        return Task.CompletedTask;
    }

    private Registration Custom(string type, string name, MockResourceArgs args)
    {
        var isProvider = type.StartsWith("pulumi:providers:");
        var provider = isProvider ? null : ProviderOf($"{type} {name}", args.Provider);
        var region = isProvider ? (string)args.Inputs["region"] : registrations[("pulumi:providers:aws", provider!)].Region!;
        var (id, state) = AwsState.Of(type, name, region, args.Inputs);
        return new Registration(id, provider, region, args.Inputs, state);
    }

    private static string ProviderOf(string what, string? provider) => string.IsNullOrEmpty(provider)
        ? throw new InvalidOperationException($"{what} has no explicit provider: it would land wherever the credentials point. Pass one down through its parent.")
        : provider.Split("::")[^2]; // …::name::id
}
