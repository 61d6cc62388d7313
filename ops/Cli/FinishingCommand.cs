using System.CommandLine;

namespace Appointments.Cli;

/// <summary>A verb that has to finish what it has begun, however long that takes: Ctrl-C asks it to, and only a second one ends it there and then.</summary>
internal sealed class FinishingCommand(string name, string description) : Command(name, description);
