namespace Appointments.Local.Lambda;

/// <summary>The fault that a region's functions share.</summary>
internal sealed class FunctionTrouble
{
    private volatile FunctionFault now = FunctionFault.None;

    public FunctionFault Now
    {
        get => now;
        set => now = value;
    }
}
