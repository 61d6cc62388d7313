using System.CommandLine;
using Appointments.Aws;
using Appointments.Drills.Experiments;
using Appointments.Faults;
using Appointments.Injection;

namespace Appointments.Cli.Drilling;

/// <summary>Whether a drill's faults can be made on AWS, and what it looks at can be seen: said before load is sent, not in the middle.</summary>
internal static class DrillOnAws
{
    private const string NoAlarms = "probe alarms sees nothing on AWS: only CloudWatch's control plane tells which alarms are raised, and a drill asks none.";

    /// <exception cref="UsageException">Some cannot be; the message says why for each.</exception>
    public static void Demand(Experiment experiment, DeployedStack stack)
    {
        var faults = experiment.Activities.Select(activity => FaultVerb.Injected(activity.Arguments)).OfType<Fault>().Distinct().Select(fault => DeployedFaults.WhyNot(stack, fault)).OfType<string>();
        var unseen = experiment.Activities.Where(activity => activity.Arguments is ["probe", "alarms", ..]).Select(_ => NoAlarms);
        var problems = faults.Concat(unseen).Distinct().ToArray();
        if (problems is not [])
            throw new UsageException($"Drill {experiment.Name} cannot be run on this deployment:\n{string.Join('\n', problems.Select(problem => $"  {problem}"))}");
    }
}
