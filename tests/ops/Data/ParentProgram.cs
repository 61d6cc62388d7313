using System.Globalization;
using Appointments.Local.Processes;

namespace Appointments.Tests.Data;

/// <summary>A parent to be killed: starts one child, prints its id, and waits for ever.</summary>
public static class ParentProgram
{
    public static async Task Main()
    {
        var child = await ChildProcess.StartAsync(ProcessCommand.Inheriting("sleep", "sleep", ["600"]));
        await Console.Out.WriteLineAsync(child.Id.ToString(CultureInfo.InvariantCulture));
        await child.Exited;
    }
}
