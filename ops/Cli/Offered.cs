using Appointments.Cli.Drilling;
using Appointments.Faults;
using Appointments.Graph;

namespace Appointments.Cli;

/// <summary>The words that completion offers as values, each from where the verbs have it.</summary>
internal static class Offered
{
    /// <summary>Those that have a file.</summary>
    public static IEnumerable<string> Stacks() => StackConfiguration.Stacks(Repository.Root());

    /// <summary>The regions of every stack that has a file.</summary>
    public static IEnumerable<string> Regions() => Stacks().SelectMany(stack => StackConfiguration.Read(Repository.Root(), stack, []).ToSettings().Regions).Distinct();

    public static IEnumerable<string> Faults() => FaultKinds.All;

    public static IEnumerable<string> Drills() => DrillFiles.All();
}
