using System.Collections.Immutable;
using Appointments.Contract;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.DynamoDB;
using Pulumi.Aws.DynamoDB.Inputs;

namespace Appointments.Deploy.Components;

/// <param name="PrimaryRegion">The region that owns the tables: that of the provider that comes down from the options.</param>
/// <param name="ReplicaRegions">The other regions, in the order of the settings.</param>
/// <param name="Protect">Whether the tables refuse to be deleted, by Pulumi and by AWS, in every region.</param>
/// <param name="RecoveryDays">Days back to which the owning region's tables can be restored; DynamoDB takes none for a replica, which keeps 35.</param>
/// <param name="Keys">Region to the ARN of its data key; empty for the key that AWS manages, in every region alike.</param>
public sealed record GlobalTablesArgs(string PrimaryRegion, ImmutableArray<string> ReplicaRegions, bool Protect, int RecoveryDays, ImmutableDictionary<string, Output<string>> Keys);

/// <summary>A table as one region sees it.</summary>
/// <param name="StreamArn">The region's own stream; unset where the table has none.</param>
public sealed record RegionalTable(Output<string> Name, Output<string> Arn, Output<string>? StreamArn);

/// <summary>The three global tables. Each region writes its own replica; DynamoDB replicates item by item, the later writer wins.</summary>
/// <remarks>Multi-Region eventual consistency: strong consistency refuses transactions. Source: AWS, "DynamoDB global tables", consistency modes.</remarks>
public sealed class GlobalTables : ComponentResource
{
    private readonly GlobalTablesArgs args;
    private readonly Table appointments;
    private readonly Table quarantine;
    private readonly Table regions;

    [Output] public Output<string> AppointmentsTableName { get; private set; }
    [Output] public Output<string> QuarantineTableName { get; private set; }
    [Output] public Output<string> RegionsTableName { get; private set; }

    public GlobalTables(string name, GlobalTablesArgs args, ComponentResourceOptions options) : base("appointments:data:GlobalTables", name, options)
    {
        this.args = args;
        appointments = Declare($"{name}-appointments", new TableArgs
        {
            HashKey = AppointmentsTable.AppointmentId,
            RangeKey = AppointmentsTable.Status,
            Attributes = [Key(AppointmentsTable.AppointmentId), Key(AppointmentsTable.Status), Key(AppointmentsTable.ListedCountry), Key(AppointmentsTable.ListedStatus)],
            GlobalSecondaryIndexes =
            [
                new TableGlobalSecondaryIndexArgs
                {
                    Name = AppointmentsTable.Index,
                    KeySchemas =
                    [
                        new TableGlobalSecondaryIndexKeySchemaArgs { AttributeName = AppointmentsTable.ListedCountry, KeyType = "HASH" },
                        new TableGlobalSecondaryIndexKeySchemaArgs { AttributeName = AppointmentsTable.ListedStatus, KeyType = "RANGE" },
                    ],
                    ProjectionType = "ALL",
                },
            ],
            Ttl = new TableTtlArgs { AttributeName = AppointmentsTable.ExpiresAt, Enabled = true }, // only what drills registered has it
        });
        quarantine = Declare($"{name}-quarantine", new TableArgs
        {
            HashKey = QuarantineTable.AppointmentId,
            RangeKey = QuarantineTable.Entry,
            Attributes = [Key(QuarantineTable.AppointmentId), Key(QuarantineTable.Entry)],
            Ttl = new TableTtlArgs { AttributeName = QuarantineTable.ExpiresAt, Enabled = true },
        });
        regions = Declare($"{name}-regions", new TableArgs { HashKey = RegionsTable.Region, Attributes = [Key(RegionsTable.Region)] });
        AppointmentsTableName = appointments.Name;
        QuarantineTableName = quarantine.Name;
        RegionsTableName = regions.Name;
        RegisterOutputs();
    }

    /// <summary>The account that deploys, read off a table's ARN: a look-up would ask AWS once more for what it said already.</summary>
    public Output<string> AccountId => appointments.Arn.Apply(arn => arn.Split(':')[4]);

    /// <summary>The tables' ARNs in the region that owns them.</summary>
    public ImmutableArray<Output<string>> Arns => [appointments.Arn, quarantine.Arn, regions.Arn];

    public RegionalTable AppointmentsIn(string region) => In(region, appointments);

    public RegionalTable QuarantineIn(string region) => In(region, quarantine);

    public RegionalTable RegionsIn(string region) => In(region, regions);

    /// <summary>What every table has: on-demand capacity, a stream (which replication needs), encryption, recovery to any second of some days, in every region.</summary>
    private Table Declare(string name, TableArgs table)
    {
        table.BillingMode = "PAY_PER_REQUEST";
        table.StreamEnabled = true;
        table.StreamViewType = "NEW_AND_OLD_IMAGES";
        table.ServerSideEncryption = new TableServerSideEncryptionArgs { Enabled = true };
        if (args.Keys.TryGetValue(args.PrimaryRegion, out var key))
            table.ServerSideEncryption = new TableServerSideEncryptionArgs { Enabled = true, KmsKeyArn = key };
        table.PointInTimeRecovery = new TablePointInTimeRecoveryArgs { Enabled = true, RecoveryPeriodInDays = args.RecoveryDays };
        table.DeletionProtectionEnabled = args.Protect;
        table.Replicas = args.ReplicaRegions.Select(ReplicaIn).ToList();
        return new Table(name, table, new CustomResourceOptions { Parent = this, Protect = args.Protect });
    }

    private Pulumi.Aws.DynamoDB.Inputs.TableReplicaArgs ReplicaIn(string region)
    {
        var replica = new Pulumi.Aws.DynamoDB.Inputs.TableReplicaArgs { RegionName = region, PointInTimeRecovery = true, PropagateTags = true, DeletionProtectionEnabled = args.Protect };
        if (args.Keys.TryGetValue(region, out var key))
            replica.KmsKeyArn = key;
        return replica;
    }

    private RegionalTable In(string region, Table table) => region == args.PrimaryRegion
        ? new RegionalTable(table.Name, table.Arn, table.StreamArn)
        : new RegionalTable(table.Name, table.Replicas.Apply(replicas => Replica(replicas, region).Arn!), table.Replicas.Apply(replicas => Replica(replicas, region).StreamArn!));

    private static Pulumi.Aws.DynamoDB.Outputs.TableReplica Replica(ImmutableArray<Pulumi.Aws.DynamoDB.Outputs.TableReplica> replicas, string region) =>
        replicas.Single(replica => replica.RegionName == region);

    private static TableAttributeArgs Key(string attribute) => new() { Name = attribute, Type = "S" };
}
