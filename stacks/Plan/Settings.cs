using System.Collections.Immutable;
using static Appointments.Plan.SettingType;

namespace Appointments.Plan;

/// <summary>Every setting there is, in the order in which people read them. <c>Pulumi.yaml</c> is checked against this list.</summary>
public static class Settings
{
    public static readonly Setting Regions = new("regions", TextList, null,
        "The AWS regions that serve, two or more; each holds the whole system and a replica of every table.");

    public static readonly Setting PrimaryRegion = new("primaryRegion", Text, null,
        "The region that owns the table resources, one of regions; said, never guessed from the order of a list.");

    public static readonly Setting Countries = new("countries", Structured, null,
        "The countries served, each {code, path, name}: ISO 3166-1 alpha-2 code, path segment of its route (how long depends on regions: docs/limits.md), name in its own language. One entry is all that a new country takes.");

    public static readonly Setting Zone = new("zone", Text, null,
        "The public hosted zone in Route 53 under which the names are made; it must exist, because its delegation outlives any stack.");

    public static readonly Setting Routing = new("routing", Text, "latency",
        "By what Route 53 chooses a healthy region: latency, geolocation or geoproximity.");

    public static readonly Setting Geolocations = new("geolocations", Structured, "[]",
        "With routing geolocation: who is served first by which region, each {region, continent} or {region, country}; [] takes each region's own continent. Clients elsewhere get the fastest.");

    public static readonly Setting GeoproximityBiases = new("geoproximityBiases", Structured, "[]",
        "With routing geoproximity: by how much a region's reach is widened or narrowed, each {region, bias} with -99 to 99; [] is 0 for each.");

    public static readonly Setting HealthCheckIntervalSeconds = new("healthCheckIntervalSeconds", WholeNumber, "30",
        "Seconds between two requests of one health checker, 10 (at extra cost) or 30. A change replaces the checks: one region at a time, see docs/operations.md.");

    public static readonly Setting RecordTtlSeconds = new("recordTtlSeconds", WholeNumber, "60",
        "Seconds that resolvers may keep an answer, 1 to 3600: the last part of a failover, paid in queries.");

    public static readonly Setting UsagePlanRatePerSecond = new("usagePlanRatePerSecond", WholeNumber, "100",
        "Requests a second that one region allows an API key, best effort. Plans are per region: two regions allow twice as much.");

    public static readonly Setting UsagePlanBurst = new("usagePlanBurst", WholeNumber, "200",
        "Requests above the rate that one region takes at once from an API key.");

    public static readonly Setting UsagePlanRequestsPerMonth = new("usagePlanRequestsPerMonth", WholeNumber, "10000",
        "Requests a month that one region allows an API key, best effort; not a cost control.");

    public static readonly Setting ProtectData = new("protectData", YesOrNo, "true",
        "Whether tables, data keys and backup vaults refuse to be deleted: tables by Pulumi and by AWS, keys and vaults by Pulumi. Off only where data may be lost, as in dev.");

    public static readonly Setting LogRetentionDays = new("logRetentionDays", WholeNumber, "30",
        "Days that logs are kept, of functions, APIs, the edge and the firewalls; one of the values that CloudWatch Logs takes.");

    public static readonly Setting FunctionMemoryMegabytes = new("functionMemoryMegabytes", WholeNumber, "512",
        "Memory of each function, 128 to 10240; processor time grows with it.");

    public static readonly Setting FunctionTimeoutSeconds = new("functionTimeoutSeconds", WholeNumber, "20",
        "Seconds that an invocation may take, 3 to 29: an API answer must come within API Gateway's 29 s. A queue's visibility timeout is six times this.");

    public static readonly Setting FunctionArchitecture = new("functionArchitecture", Text, "x86_64",
        "Processor of the functions, x86_64 or arm64. pulumi up builds for the machine that it runs on; for the other one set functionsArchive.");

    public static readonly Setting FunctionsArchive = new("functionsArchive", Text, "",
        "A prebuilt zip of the functions to deploy, seen from the project's folder; empty: pulumi up builds them as Native AOT, on Linux.");

    public static readonly Setting ListShards = new("listShards", WholeNumber, "1",
        "Shards of a country's list in the index, 1 to 20; each lifts the 1,000 writes a second of one key. May only grow.");

    public static readonly Setting AlarmEmails = new("alarmEmails", TextList, "[]",
        "Who is told of alarms: e-mail addresses; each confirms once for each topic: every region's, and the global one in us-east-1. [] for nobody.");

    public static readonly Setting RunbookUrl = new("runbookUrl", Text, "docs/runbook",
        "Where the runbook's pages are, for the link in every alarm: the https address of docs/runbook as your people can open it, no / at its end; without one, alarms name the page in the repository.");

    public static readonly Setting Tracing = new("tracing", YesOrNo, "false",
        "Whether X-Ray traces requests through API Gateway and the functions. Off: traces are paid each, and say when which appointment was touched.");

    public static readonly Setting AccountId = new("accountId", Text, "",
        "The AWS account that may be deployed to; empty: whichever the credentials name.");

    public static readonly Setting ProtectOrigin = new("protectOrigin", YesOrNo, "true",
        "Whether a region answers only what came through the edge: its execute-api name is off and requests without the origin secret are refused. Off only for trying things, as in dev.");

    public static readonly Setting EdgeRequestsPerFiveMinutes = new("edgeRequestsPerFiveMinutes", WholeNumber, "10000",
        "Requests that the edge takes from one address in five minutes, 10 or more; then 429 until it calms down. A clinic is one address: 10000 is 33 a second.");

    public static readonly Setting ShieldAdvanced = new("shieldAdvanced", YesOrNo, "false",
        "Whether the edge and the zone are put under AWS Shield Advanced: 3,000 USD a month for the organization, for 12 months, and data fees. Subscribe by hand first: no update may sign for a year.");

    public static readonly Setting OriginSecret = new("originSecret", Text, null,
        "What the edge shows the regions to be let in, 24 to 128 of A-Z a-z 0-9 - _. Replaced without downtime: see docs/runbook/rotate-origin-secret.md.") { IsSecret = true };

    public static readonly Setting OriginSecretSecond = new("originSecretSecond", Text, "",
        "A second origin secret that the regions accept too, while one is being replaced by another; else empty.") { IsSecret = true, StandsFor = OriginSecret };

    public static readonly Setting ApiKey = new("apiKey", Text, null,
        "The API key of the clinics, 20 to 128 characters, the same in every region. Replaced without downtime: see docs/runbook/rotate-api-key.md.") { IsSecret = true };

    public static readonly Setting ApiKeySecond = new("apiKeySecond", Text, "",
        "A second API key that is valid too, while clinics move from one to the other; else empty. One of the two must be set.") { IsSecret = true, StandsFor = ApiKey };

    public static readonly Setting CustomerManagedKey = new("customerManagedKey", YesOrNo, "false",
        "Whether tables, queues and backups are encrypted with a multi-Region KMS key of this deployment: its use is in CloudTrail, and disabling it closes the data. 1 USD a month and region, and a KMS request now and then. Choose it first: a change makes the replicas of the tables and the backup vaults anew, see docs/operations.md.");

    public static readonly Setting PointInTimeRecoveryDays = new("pointInTimeRecoveryDays", WholeNumber, "35",
        "Days back to which the tables can be restored to any second, 1 to 35. Not cheaper when shorter (paid by the table's size); it says how long erased data can come back. Replicas always keep 35.");

    public static readonly Setting BackupRetentionDays = new("backupRetentionDays", WholeNumber, "35",
        "Days that AWS Backup keeps a daily backup of each table in primaryRegion, 1 to 36500; 0 takes none. It outlives the tables, unlike point-in-time recovery.");

    public static readonly Setting BackupCopyRegion = new("backupCopyRegion", Text, "",
        "A region of regions that gets a copy of every daily backup, for the loss of primaryRegion; empty for none. The copy is paid as stored and as sent.");

    public static readonly Setting BackupVaultLock = new("backupVaultLock", Text, "off",
        "Who may delete backups early: off, whoever IAM lets; governance, who may take the lock off; compliance, nobody: after 3 days it can never be taken off, and pulumi destroy fails until the last backup has aged.");

    public static readonly Setting DrillApiKey = new("drillApiKey", Text, "",
        "The API key of drills, 20 to 128 characters, the same in every region; it alone may use ids that begin with drill-, and no others. Empty: nobody can drill here.") { IsSecret = true };

    public static readonly Setting DrillRequestsPerMonth = new("drillRequestsPerMonth", WholeNumber, "500000",
        "Requests a month that one region allows the key of drills, best effort; no clinic's quota is spent. A drill of ten minutes at 20 a second sends and reads some 50,000.");

    public static readonly Setting MonthlyBudgetUsd = new("monthlyBudgetUsd", WholeNumber, "0",
        "USD a month that the AWS account may spend; at 80 % and 100 %, and when the forecast passes it, the topic global-watch-topic is told. 0: nobody is. It tells, it stops nothing.");

    public static readonly Setting ContributorInsights = new("contributorInsights", Text, "off",
        "Whether DynamoDB tells which appointments are asked for most: off, throttled (only those it throttled) or all, each event paid. Shows ids in plain text to whoever reads CloudWatch, so not together with customerManagedKey.");

    public static readonly Setting RegistrationBatchSize = new("registrationBatchSize", WholeNumber, "10",
        "Registrations that one invocation gets at most, 1 to 10 (a FIFO queue gives no more, and no window to wait for more). Smaller: a slow one holds back fewer, and more invocations are paid.");

    public static readonly Setting RegistrationConcurrency = new("registrationConcurrency", WholeNumber, "0",
        "Batches of one country's queue, and of its dead letters, that a region handles at once: 2 to 1000, 0 for no limit. A limit leaves the account's concurrency to the API in a flood; what is over it waits in the queue and is not lost.");

    public static readonly Setting FunctionReservedConcurrency = new("functionReservedConcurrency", WholeNumber, "0",
        "Invocations kept for each function, which are its most too: 2 to 1000, 0 for none. Off: AWS keeps 100 of an account's unreserved, and new accounts have none to spare. Then registrationConcurrency must be no more.");

    public static readonly Setting ApiCacheGigabytes = new("apiCacheGigabytes", Text, "0",
        "Size of API Gateway's cache of lists in each region: 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118 or 237, paid by the hour; 0 for none. Encrypted, apart for each API key. A single appointment is never cached: a status must not be old.");

    public static readonly Setting ApiCacheSeconds = new("apiCacheSeconds", WholeNumber, "10",
        "With apiCacheGigabytes: how old a list may be, 1 to 60. Lists lag behind by about a second without a cache, too.");

    public static readonly Setting AcceleratedRecovery = new("acceleratedRecovery", YesOrNo, "false",
        "Whether the hosted zone must have Route 53 accelerated recovery, with which records can be changed within an hour of a loss of us-east-1, at no charge. Asked of the zone, which is not this stack's, and not set; see docs/runbook/managed-control.md.");

    public static readonly Setting AutoDrain = new("autoDrain", Text, "off",
        "Whether a region whose clients get errors by its fault is drained by the region that watches it, if that one is healthy: off, dry-run (says what it would do) or on. See docs/decisions/auto-drain.md.");

    public static readonly Setting FaultInjection = new("faultInjection", YesOrNo, "false",
        "Whether each region gets templates of AWS Fault Injection Service, and the outputs with which fault and drill find them. Nothing is charged until one is run, then 0.10 USD a minute and action, and its log. Off: a role that may cut replication is not there unless somebody drills.");

    public static ImmutableArray<Setting> All { get; } =
    [
        Regions, PrimaryRegion, Countries, Zone, Routing, Geolocations, GeoproximityBiases, HealthCheckIntervalSeconds, RecordTtlSeconds,
        UsagePlanRatePerSecond, UsagePlanBurst, UsagePlanRequestsPerMonth, ProtectData, LogRetentionDays,
        FunctionMemoryMegabytes, FunctionTimeoutSeconds, FunctionArchitecture, FunctionsArchive, ListShards, AlarmEmails, RunbookUrl, Tracing, AccountId,
        ProtectOrigin, EdgeRequestsPerFiveMinutes, ShieldAdvanced, OriginSecret, OriginSecretSecond, ApiKey, ApiKeySecond,
        CustomerManagedKey, PointInTimeRecoveryDays, BackupRetentionDays, BackupCopyRegion, BackupVaultLock,
        DrillApiKey, DrillRequestsPerMonth,
        MonthlyBudgetUsd, ContributorInsights,
        RegistrationBatchSize, RegistrationConcurrency, FunctionReservedConcurrency, ApiCacheGigabytes, ApiCacheSeconds,
        AcceleratedRecovery,
        AutoDrain,
        FaultInjection,
    ];
}
