using System.Collections.Immutable;
using Appointments.Domain;
using Appointments.Tests.TestKit;

namespace Appointments.Tests.Domain;

/// <summary>The real use cases on two replicas of one table, whose clocks are apart and whose deliveries come in any order. One appointment id.</summary>
internal sealed class TwoRegions
{
    private const string Id = "id-12345";
    private static readonly ImmutableArray<Country> Countries = [new("PE", "peru", "Perú"), new("CL", "chile", "Chile")];
    private readonly ListPlaces places = new(1);
    private readonly List<Task> underWay = [];
    private long now;

    public TwoRegions(int skew) => Replicas = [new("us-east-1", () => now), new("sa-east-1", () => now + skew)];

    public ImmutableArray<Replica> Replicas { get; }

    public QuarantineInMemory Quarantine { get; } = new();

    public CountingMetrics Metrics { get; } = new();

    public int Repairs => Replicas.Sum(replica => replica.Repairs);

    /// <summary>Does one step; a step for which there is nothing to do does nothing.</summary>
    public void Do(Step step)
    {
        now += step.Pause;
        var (here, there) = (Replicas[step.Region], Replicas[1 - step.Region]);
        switch (step.Kind)
        {
            case StepKind.Register:
                var origin = new MessageOrigin(here.Region, $"request-{now}-{here.Region}", null, "{}");
                underWay.Add(new Registrar(here, Quarantine, Metrics, TimeProvider.System, new RegistrationRules(Countries, places, here.Region))
                    .RegisterAsync(new RegistrationRequest(Id, Countries[step.Choice % step.Facts].Code, null, "requested", origin), CancellationToken.None));
                break;
            case StepKind.Change:
                var to = (AppointmentStatus)(step.Choice % 8);
                underWay.Add(new StatusChanger(here, Metrics, TimeProvider.System, places, here.Region).ChangeAsync(Id, to, $"request-{now}-{here.Region}", CancellationToken.None));
                break;
            case StepKind.Release when here.Waiting > 0:
                here.Release(step.Choice);
                break;
            case StepKind.Deliver when there.Outbox.Count > 0:
                var version = there.Outbox[step.Choice % there.Outbox.Count];
                here.Deliver(version);
                if (step.Choice % 4 > 0) // else it comes again
                    there.Outbox.Remove(version);
                break;
            case StepKind.Reconcile when here.Stream.TryDequeue(out var record):
                Reconcile(here, record);
                break;
        }
    }

    /// <summary>Lets everything that is under way end, in an order of its own, until nothing moves any more.</summary>
    public void Settle(int order)
    {
        var random = new Random(order); // seeded by the generator: a failing schedule is the same again
        for (var round = 0; Replicas.Any(replica => replica.Waiting + replica.Outbox.Count + replica.Stream.Count > 0); round++)
        {
            Assert.True(round < 5_000, "The regions repair each other without end.");
            Do(new Step(StepKind.Release + random.Next(3), random.Next(2), random.Next(1_000), Pause: 1, Facts: 1));
        }

        Assert.All(underWay, task => Assert.True(task.IsCompletedSuccessfully, task.Exception?.ToString()));
    }

    private void Reconcile(Replica here, StreamRecord record)
    {
        var reconciler = new ReplicaReconciler(here, Quarantine, Metrics, TimeProvider.System, places, here.Region);
        if (record.Old is { } old && old.Registration != record.New.Registration)
            underWay.Add(reconciler.KeepDisplacedAsync(old, record.New, CancellationToken.None));
        underWay.Add(reconciler.ReconcileAsync(Id, record.Old is null ? new HashSet<AppointmentStatus> { record.New.Status } : new HashSet<AppointmentStatus>(), CancellationToken.None));
    }
}

internal enum StepKind
{
    Register,
    Change,
    Release,
    Deliver,
    Reconcile,
}

/// <param name="Region">0 or 1: where.</param>
/// <param name="Choice">Which of what there is to choose from.</param>
/// <param name="Pause">How much later than the step before; less than the clocks are apart.</param>
/// <param name="Facts">Out of how many different registrations one is chosen: 1 or 2.</param>
internal sealed record Step(StepKind Kind, int Region, int Choice, int Pause, int Facts);
