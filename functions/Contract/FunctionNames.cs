namespace Appointments.Contract;

/// <summary>The functions of the one executable. A name is the function's <c>Handler</c> setting, which Lambda passes on as <c>_HANDLER</c>.</summary>
public static class FunctionNames
{
    public const string RegisterAppointments = "RegisterAppointments";
    public const string ChangeStatus = "ChangeStatus";
    public const string ListAppointments = "ListAppointments";
    public const string ReconcileReplicas = "ReconcileReplicas";
    public const string ProcessDeadLetters = "ProcessDeadLetters";
    public const string DrainRegion = "DrainRegion";
}
