namespace Appointments.Cli;

/// <summary>Progress goes to standard error, in order: standard output belongs to the verb's own words, or to the command that it runs.</summary>
internal sealed class StderrProgress : IProgress<string>
{
    public void Report(string value) => Console.Error.WriteLine(value);
}
