using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Aws;

/// <summary>A deployment as operators' tools know it: from the stack's outputs, or from a local run.</summary>
/// <param name="Edge">What clients call, up to and with the stage.</param>
/// <param name="Origin">The address that Route 53 moves between regions.</param>
/// <param name="SettlesWithin">Until a change of a region's health has reached everybody.</param>
/// <param name="Regions">In the order of the settings.</param>
public sealed record DeployedStack(
    Uri Edge,
    Uri Origin,
    TimeSpan SettlesWithin,
    DeployedTables Tables,
    ImmutableArray<Country> Countries,
    ImmutableArray<DeployedRegion> Regions)
{
    /// <summary>Invocations that are kept for each function; 0 for none.</summary>
    public int ReservedConcurrency { get; init; }

    /// <exception cref="StackOutputsException">There is no such region.</exception>
    public DeployedRegion In(string region) => Regions.FirstOrDefault(each => each.Name == region)
        ?? throw new StackOutputsException($"There is no region {region}: the regions are {string.Join(", ", Regions.Select(each => each.Name))}.");
}

/// <summary>The physical names of the global tables, the same in every region.</summary>
public sealed record DeployedTables(string Appointments, string Quarantine, string Regions);

/// <param name="Watcher">The region that is asked whether this one is drained.</param>
/// <param name="Stage">The address of its own stage.</param>
/// <param name="Queues">By country code.</param>
/// <param name="Endpoints">Where its DynamoDB and SQS are; null: AWS's own.</param>
public sealed record DeployedRegion(string Name, string Watcher, Uri Stage, ImmutableSortedDictionary<string, DeployedQueue> Queues, RegionEndpoints? Endpoints)
{
    /// <summary>The names of all of its functions.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];

    /// <summary>Fault to the FIS template that makes it; empty where the setting faultInjection is off.</summary>
    public ImmutableDictionary<string, string> FaultTemplates { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>One country's queue in one region.</summary>
public sealed record DeployedQueue(Uri Url, Uri DeadLetters)
{
    /// <summary>The queue's name: what its URL ends with.</summary>
    public string Name => Url.Segments[^1];
}

/// <summary>Emulators of one region, which check no credentials.</summary>
public sealed record RegionEndpoints(Uri DynamoDb, Uri Sqs);
