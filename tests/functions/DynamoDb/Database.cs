using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Local.Emulators;

namespace Appointments.Tests.DynamoDb;

/// <summary>One DynamoDB Local for the collection. Each test has tables of its own.</summary>
public sealed class Database : IAsyncLifetime
{
    private DynamoDbLocal? server;

    public AmazonDynamoDBClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5)); // the first run fetches it
        var tools = await EmulatorTools.EnsureAsync(Environment.GetEnvironmentVariable, new Progress<string>(Console.WriteLine), patience.Token);
        server = await DynamoDbLocal.StartAsync(tools, "us-east-1", dataFolder: null, patience.Token);
        Client = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }

    /// <summary>New tables, in the form that the deployment declares.</summary>
    public async Task<Tables> CreateAsync(int shards = 1)
    {
        var name = $"t{Guid.NewGuid():N}";
        await CreateAsync($"{name}-appointments", AppointmentsTable.AppointmentId, AppointmentsTable.Status, new GlobalSecondaryIndex
        {
            IndexName = AppointmentsTable.Index,
            KeySchema = [new(AppointmentsTable.ListedCountry, KeyType.HASH), new(AppointmentsTable.ListedStatus, KeyType.RANGE)],
            Projection = new Projection { ProjectionType = ProjectionType.ALL },
        });
        await CreateAsync($"{name}-quarantine", QuarantineTable.AppointmentId, QuarantineTable.Entry, index: null);
        return new Tables(Client, $"{name}-appointments", $"{name}-quarantine", new ListPlaces(shards));
    }

    private Task<CreateTableResponse> CreateAsync(string table, string hash, string range, GlobalSecondaryIndex? index) => Client.CreateTableAsync(new CreateTableRequest
    {
        TableName = table,
        KeySchema = [new(hash, KeyType.HASH), new(range, KeyType.RANGE)],
        AttributeDefinitions = [.. ((string[])[hash, range, .. index?.KeySchema.Select(key => key.AttributeName) ?? []]).Select(key => new AttributeDefinition(key, ScalarAttributeType.S))],
        GlobalSecondaryIndexes = index is null ? null : [index],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });
}

/// <summary>A test's own tables and the ports on them.</summary>
public sealed record Tables(IAmazonDynamoDB Client, string Appointments, string Quarantine, ListPlaces Places)
{
    public DynamoAppointmentLedger Ledger => new(Client, Appointments);

    public DynamoAppointmentLists Lists => new(Client, Appointments, Places);

    public DynamoQuarantine SetAside => new(Client, Quarantine);

    /// <summary>Puts rows as replication does: without a condition.</summary>
    public async Task PutAsync(IEnumerable<LedgerRow> rows)
    {
        foreach (var row in rows)
            await Client.PutItemAsync(Appointments, RowItem.Write(row));
    }
}

[CollectionDefinition(Name)]
public sealed class DatabaseCollection : ICollectionFixture<Database>
{
    public const string Name = "DynamoDB Local";
}
