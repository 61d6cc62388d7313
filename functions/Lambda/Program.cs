using Appointments.Lambda;
using Appointments.Lambda.Observing;

var settings = FunctionSettings.Read(Environment.GetEnvironmentVariable);
using var standardOutput = Console.OpenStandardOutput(); // not Console.Out: the runtime client puts a prefix before its lines, and a metric line must be JSON alone
using var function = AppointmentsFunction.Of(settings, new OutputLines(standardOutput));
await function.RunAsync();
