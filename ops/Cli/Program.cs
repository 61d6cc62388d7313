using Appointments.Cli;

var console = Terminal.Console();
return await CommandLine.InvokeAsync(CommandLine.Root(console), args, Console.Error);
