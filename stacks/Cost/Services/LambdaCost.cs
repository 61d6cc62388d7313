using Appointments.Contract;
using Appointments.Plan;

namespace Appointments.Cost.Services;

/// <summary>Invocations and the time that they take.</summary>
internal sealed class LambdaCost : IServiceCost
{
    private const string Name = "Lambda";

    /// <summary>The stream's batching window: the reconciler is called at most once in it. Source: ReplicaReconciler, MaximumBatchingWindowInSeconds.</summary>
    private const decimal WindowSeconds = 2;

    public IReadOnlyCollection<string> Types => [AwsTypes.Function, AwsTypes.Mapping];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        foreach (var function in bill.Graph.OfType(AwsTypes.Function))
        {
            var invocations = Invocations(bill, function);
            var architecture = function.Inputs["architectures"]![0]!.ToString();
            yield return bill.PerRequest(Name, function.Region, "invocations", invocations / 1_000_000, "lambda.requests", function.Name);
            yield return bill.PerRequest(Name, function.Region, "time", Events(bill, function) * Workload.Milliseconds / 1_000 * (decimal)function.Inputs["memorySize"]! / 1_024, $"lambda.{architecture}", function.Name);
        }
    }

    /// <summary>What the functions of a region handle in a month.</summary>
    public static decimal Events(Bill bill, string region) => bill.Graph.OfType(AwsTypes.Function).Where(function => function.Region == region).Sum(function => Invocations(bill, function));

    private static decimal Events(Bill bill, GraphResource function) => Handler(function) is FunctionNames.ReconcileReplicas ? bill.Workload.ChangedRows : Invocations(bill, function);

    private static decimal Invocations(Bill bill, GraphResource function)
    {
        var load = bill.Workload;
        return Handler(function) switch
        {
            FunctionNames.RegisterAppointments => bill.InARegion(load.Share(Workload.Registrations)) / bill.Graph.OfType(AwsTypes.Function).Count(other => other.Region == function.Region && Handler(other) is FunctionNames.RegisterAppointments),
            FunctionNames.ChangeStatus => bill.InARegion(load.Share(Workload.Changes)),
            FunctionNames.ListAppointments => bill.InARegion(load.Share(Workload.Reads + Workload.Lists)),
            FunctionNames.ReconcileReplicas => Math.Min(load.ChangedRows, Workload.Seconds / WindowSeconds),
            _ => 0, // dead letters and whatever else only incidents call
        };
    }

    private static string Handler(GraphResource function) => function.Inputs["handler"]!.ToString();
}
