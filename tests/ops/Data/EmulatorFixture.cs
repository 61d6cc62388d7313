using System.Collections.Immutable;
using Appointments.Local.Emulators;
using Appointments.Local.DynamoDb;
using Appointments.Local.Processes;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

/// <summary>Three regions' DynamoDB Local and one fauxqs, started once for the assembly. Each test uses tables and queues of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public const string Account = "123456789012";

    public static readonly ImmutableArray<string> Regions = ["eu-west-1", "sa-east-1", "us-east-1"];

    private readonly List<DynamoDbLocal> databases = [];

    public EmulatorTools Tools { get; private set; } = null!;

    public Fauxqs Queues { get; private set; } = null!;

    public ImmutableArray<DynamoDbEndpoint> Databases { get; private set; }

    public IEnumerable<ChildProcess> Servers => databases.Select(database => database.Process);

    public DynamoDbEndpoint First => Databases[0];

    public async Task InitializeAsync()
    {
        var cancel = CancellationToken.None;
        Tools = await EmulatorTools.EnsureAsync(Environment.GetEnvironmentVariable, new Progress<string>(Console.WriteLine), cancel);
        var queues = Fauxqs.StartAsync(Tools, "sa-east-1", Account, null, cancel);
        databases.AddRange(await Task.WhenAll(Regions.Select(region => DynamoDbLocal.StartAsync(Tools, region, null, cancel))));
        Queues = await queues;
        Databases = [.. databases.Zip(Regions, (database, region) => new DynamoDbEndpoint(database.Endpoint, region))];
    }

    public async Task DisposeAsync()
    {
        foreach (var endpoint in Databases) { endpoint.Dispose(); }
        await Task.WhenAll(databases.Select(database => database.DisposeAsync().AsTask()));
        await Queues.DisposeAsync();
    }

    /// <summary>A table's declaration with a name of its own: string keys <c>id</c> and <c>status</c>, a stream.</summary>
    public static TableSpec Table(string purpose, bool replicated = true)
    {
        var name = $"{purpose}-{Guid.NewGuid():N}";
        return new TableSpec(name, $"arn:aws:dynamodb:sa-east-1:{Account}:table/{name}", null, "id", "status",
            ImmutableDictionary<string, string>.Empty.Add("id", "S").Add("status", "S"), [], "NEW_AND_OLD_IMAGES", replicated);
    }
}

/// <summary>Tests that share the emulators: one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class EmulatorCollection : ICollectionFixture<EmulatorFixture>
{
    public const string Name = "emulators";
}
