using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Evidence;
using Appointments.Faults;
using Appointments.Tests.Run;
using static Appointments.Tests.Mechanisms.Breaking;

namespace Appointments.Tests.Mechanisms;

/// <summary>What the drills rely on, each broken once. A row here is a row of docs/resilience.md.</summary>
internal static class AllMechanisms
{
    private const string Grouped = "&MessageGroupId=#if($schedule && $schedule != '')$util.urlEncode($schedule)#else$util.urlEncode($id)#end";

    private static readonly ImmutableArray<string> FunctionsThatMayWait = ["functionTimeoutSeconds=20"];

    private static readonly TimeSpan UntilVisibleAgain = TimeSpan.FromSeconds(50); // six times the 5 s that functions may take here, and some

    private static readonly TimeSpan UntilSlowWritesAreDone = TimeSpan.FromMinutes(5); // what waits for one another waits long: every second one 3 s

    public static IReadOnlyList<Mechanism> List { get; } =
    [
        new("planned-drain", "Route 53 answers with a region only while its check is healthy", "us-east-1's record has no health check", "clients-have-moved") { Graph = Breaking.WithoutAHealthCheckOfTheRecord },
        new("planned-drain", "a drained region's own health check fails too", "Route 53 does not ask the peer whether the region is drained", "") { Graph = Breaking.WithoutTheDrainCheck, Fails = false },
        new("planned-drain", "resolvers ask again", "the records' time to live is a day", "clients-have-moved") { Graph = Breaking.WithRecordsThatAreKeptForADay },
        new("planned-drain", "the restore takes the mark away", "the write of the restore is acknowledged and not done", "clients-are-back")
        {
            At = ("restore-the-region", (world, _) => Acknowledge(world, "UpdateItem", Us)),
        },
        new("planned-drain", "a drained region goes on handling its queues", "us-east-1's functions fail from the drain on", "what-it-had-accepted-is-handled")
        {
            At = ("drain-the-region", (world, _) => world.Run.Faults.InjectAsync(new Fault(FaultKind.FunctionsFailing, Us, null, null, null), CancellationToken.None)),
        },
        new("planned-drain", "a schedule's registrations are one message group", "each registration is a group of its own, and every second one is written 3 s late", nameof(FindingKind.OutOfOrder))
        {
            Graph = graph => graph.WithTemplates(Grouped, "&MessageGroupId=$util.urlEncode($id)"),
            Begin = WriteSlowly,
            Settings = FunctionsThatMayWait,
            Patience = UntilSlowWritesAreDone,
            RequestsPerSecond = 8,
        },
        new("planned-drain", "a schedule's registrations wait for each other", "nothing: every second one is written 3 s late", "") { Begin = WriteSlowly, Settings = FunctionsThatMayWait, Patience = UntilSlowWritesAreDone, RequestsPerSecond = 2, Fails = false }, // at 8 order was kept too, but queues that wait so grew faster than they were worked off

        new("emergency-drain", "Route 53 believes the region that watches", "Route 53 does not ask the peer whether the region is drained", "clients-have-moved") { Graph = Breaking.WithoutTheDrainCheck },
        new("emergency-drain", "a restore waits for what the region missed", "replication into it does not go on", "restore-the-region")
        {
            At = ("replication-goes-on", (world, _) => HoldReplication(world)),
        },
        new("emergency-drain", "a drain needs no control plane", "each table is asked what it is (DescribeTable) before it takes the mark", "drain-the-region") { Begin = DescribeFirst },
        new("planned-drain", "a drain needs no control plane", "nothing: each table is asked what it is (DescribeTable) before it takes the mark, and control planes answer", "") { Begin = DescribeFirst, Fails = false },

        new("dead-region", "the health check turns", "it wants a million failures in a row", "clients-have-left") { Graph = Breaking.WithAHealthCheckThatNeverTurns },
        new("dead-region", "resolvers ask again", "the records' time to live is a day", "clients-have-left") { Graph = Breaking.WithRecordsThatAreKeptForADay },
        new("dead-region", "a region comes back with its tables", "three rows are gone from the dead region's own table", nameof(FindingKind.RegionsDiffer))
        {
            At = ("it-is-routable-again", (world, _) => LoseRowsAtHomeAsync(world)),
        },

        new("grey-failure", "Route 53 answers with a region only while its check is healthy", "us-east-1's record has no health check", "clients-have-moved") { Graph = Breaking.WithoutAHealthCheckOfTheRecord, Patience = UntilVisibleAgain },
        new("grey-failure", "a queue keeps what it accepted", "us-east-1's queues are purged before its functions work again", nameof(FindingKind.Lost))
        {
            At = ("the-functions-work-again", (world, _) => EmptyTheQueuesAsync(world)),
            Patience = UntilVisibleAgain,
        },
        new("grey-failure", "dead letters go back to their queue", "one failure makes a dead letter, and the event source mappings of the dead letters are missing", "nothing-is-among-the-dead-letters")
        {
            Graph = graph => graph.WithOneReceive().Without($"{Us}-peru-dead-letters-source", $"{Us}-chile-dead-letters-source"),
            Patience = UntilVisibleAgain,
        },
        new("grey-failure", "ProcessDeadLetters puts them back", "one failure makes a dead letter, and the function does nothing with it", nameof(FindingKind.Lost))
        {
            Graph = Breaking.WithOneReceive,
            Mistake = "drop-dead-letters",
            Patience = UntilVisibleAgain,
        },

        new("auto-drain", "the peer drains a region whose clients get errors", "autoDrain only says what it would do", "clients-have-moved") { Settings = ["autoDrain=dry-run"], Patience = TimeSpan.FromSeconds(90) },

        new("auto-drain", "a region that does not answer to /health drains nobody", "it drains whatever its own /health says", "a-peer-that-does-not-answer-drains-nobody") { Mistake = "drain-while-unhealthy", Settings = ["autoDrain=on"], Patience = UntilVisibleAgain },
        new("auto-drain", "a region that cannot see the other's table drains nobody", "it takes its own table for all, and for the arbiter's", "a-peer-that-cannot-see-drains-nobody") { Mistake = "drain-unseen", Settings = ["autoDrain=on"], Patience = UntilVisibleAgain },
        new("auto-drain", "what a person restored after the alarm is not drained by it", "the time of the restore is not looked at", "what-a-person-restored-is-not-drained-again") { Mistake = "drain-again", Settings = ["autoDrain=on"], Patience = UntilVisibleAgain },
        new("auto-drain", "nothing but a person restores", "the region is restored when its alarm is over", "it-stays-drained") { Mistake = "restore-by-itself", Settings = ["autoDrain=on"], Patience = UntilVisibleAgain },

        new("both-alarms", "autoDrain looks at its own alarm and at every mark before it drains", "it drains whatever raises an alarm", FigureNames.DrainedAtOnce) { Mistake = "drain-whatever-fails", Settings = ["autoDrain=on"], Patience = TimeSpan.FromSeconds(90) },

        new("replication-cut", "replication goes on when it is healed", "what is written from the cut on stays in its region", "what-it-had-is-replicated")
        {
            At = ("cut-replication", (world, _) => HoldReplication(world)),
        },
        new("replication-cut", "ReconcileReplicas repairs the lists", "its event source mappings are missing in both regions", nameof(FindingKind.Doubled))
        {
            Graph = graph => graph.Without($"{Us}-reconcile-source", $"{Sa}-reconcile-source"),
        },
        new("replication-cut", "the fold goes by rank", "the row that arrived last decides", "regions-agree") { Mistake = "fold-by-arrival" },

        new("poison-messages", "a registration is written where none is", "the condition of the write is left out, and the event source mappings of ReconcileReplicas are missing", "the-poison-is-set-aside")
        {
            Graph = graph => graph.Without($"{Us}-reconcile-source", $"{Sa}-reconcile-source"),
            Mistake = "register-over",
        },
        new("poison-messages", "ReconcileReplicas stands behind the write's condition", "the condition of the write is left out", "") { Mistake = "register-over", Fails = false },
        new("poison-messages", "what can never be handled is set aside", "the quarantine is not written", "the-poison-is-set-aside") { Mistake = "keep-nothing" },
        new("poison-messages", "the second country's queue is worked off", "us-east-1's event source mapping of Chile is missing", "the-poison-is-set-aside")
        {
            Graph = graph => graph.Without($"{Us}-chile-register-source"),
        },

        new("loss-under-load", "the health check turns", "it wants a million failures in a row", "clients-have-left") { Graph = Breaking.WithAHealthCheckThatNeverTurns },
        new("loss-under-load", "a request that is sent again is done once", "the queue's deduplication goes by request, and the condition of the write is left out", nameof(FindingKind.ImpossibleHistory))
        {
            Graph = WithoutDeduplication,
            Mistake = "register-over",
        },
        new("loss-under-load", "the write's condition stands behind the queue's deduplication", "the queue's deduplication goes by request", "") { Graph = WithoutDeduplication, Fails = false },
        new("loss-under-load", "a region comes back with its tables", "three rows are gone from its own table after the last death", nameof(FindingKind.RegionsDiffer))
        {
            At = ("it-is-routable-again", (world, _) => LoseRowsAtHomeAsync(world)),
        },

        new("restore-from-backup", "the backup has rows", "its file is emptied after it was made", "every-region-lost-them")
        {
            At = ("rows-are-lost", (_, folder) => File.WriteAllTextAsync(Path.Combine(folder, "backup.jsonl"), "")),
        },
        new("restore-from-backup", "rows are put back", "the writes are acknowledged and not done", nameof(FindingKind.Lost))
        {
            At = ("put-them-back", (world, _) => Acknowledge(world, "TransactWriteItems", "requested")),
        },
        new("restore-from-backup", "replication carries them on", "what is put back stays in its region", "nothing-of-the-backup-is-missing")
        {
            At = ("put-them-back", (world, _) => HoldReplication(world)),
        },
    ];

    private static Plan.ResourceGraph WithoutDeduplication(Plan.ResourceGraph graph) =>
        graph.WithTemplates("&MessageDeduplicationId=$util.urlEncode($id)%23$context.identity.apiKeyId", "&MessageDeduplicationId=$context.requestId");

    private static Task Acknowledge(World world, string operation, string key)
    {
        world.Writes.Meddle((write, next) => write.Operation == operation && write.Items.Any(item => item.Key.Contains($"\"{key}\"", StringComparison.Ordinal)) ? Task.FromResult(Acknowledged) : next());
        return Task.CompletedTask;
    }
}
