using System.CommandLine;
using Appointments.Cli;
using Spectre.Console;

var root = new RootCommand("Medical appointments in two AWS regions at once: run it, look at it, test it, on this machine.")
{
    RunVerb.Create(AnsiConsole.Console),
    GraphVerb.Create(AnsiConsole.Console),
    TestVerb.Create(AnsiConsole.Console),
};
return await CommandLine.InvokeAsync(root, args, Console.Error);
