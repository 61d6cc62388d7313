using Appointments.Plan;

namespace Appointments.Checks;

/// <summary>One rule over the whole graph.</summary>
public interface IPolicy
{
    /// <summary>As people read and write it, such as <c>dead-letters</c>.</summary>
    string Name { get; }

    /// <returns>Every violation, in the graph's order; none where the graph keeps the rule.</returns>
    IEnumerable<Violation> Check(ResourceGraph graph);
}
