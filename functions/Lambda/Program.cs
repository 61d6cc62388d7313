using Appointments.Lambda;
using Appointments.Lambda.Observing;

var settings = FunctionSettings.Read(Environment.GetEnvironmentVariable);
using var output = new OutputLines(Console.OpenStandardOutput()); // not Console.Out: the runtime client puts a prefix before its lines, and a metric line must be JSON alone
using var function = AppointmentsFunction.Of(settings, output);
await function.RunAsync();
