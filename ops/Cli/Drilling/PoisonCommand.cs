using System.CommandLine;
using Appointments.Drills.Running;
using Spectre.Console;

namespace Appointments.Cli.Drilling;

/// <summary><c>drill poison NAME</c>: sends registrations that can never be handled.</summary>
internal static class PoisonCommand
{
    public static Argument<string> Name() => new("NAME") { Description = "Part of their ids, so that two runs do not meet." };

    public static Option<string> Region() => new("--region") { Description = "Such as us-east-1: by its own address.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() }, Required = true };

    public static Option<int> Count() => Numbers.From1("--count", "How many appointments.", "N", 10);

    public static Command Create(IAnsiConsole console, IMeasured? drill)
    {
        var (name, region, count, finder) = (Name(), Region(), Count(), new MeasuredFinder(drill));
        var command = new Command("poison", "Sends registrations that a gateway accepts and no function can handle: each of an appointment that stands already, for another country.") { name, region, count };
        finder.AddTo(command);
        command.SetAction((parsed, cancel) => finder.WithAsync(parsed, async measured =>
        {
            if (measured.System.Countries.Length < 2)
                throw new UsageException("Poison is a registration for a second country, and the settings have one only: add one to countries.");
            var sent = await new Poison(measured.System, MeasuredFinder.Region(measured.System, parsed.GetRequiredValue(region)), parsed.GetRequiredValue(name), TimeProvider.System).SendAsync(parsed.GetValue(count), measured.Note, cancel);
            console.WriteLine($"{sent} of {parsed.GetValue(count)} were accepted.");
            return sent == parsed.GetValue(count) ? ExitCode.Done : ExitCode.NotSo;
        }, cancel));
        return command;
    }
}
