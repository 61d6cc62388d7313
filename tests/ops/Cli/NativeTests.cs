using Appointments.Local.Processes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary>Skipped, with the reason, where this machine has no linker for Native AOT.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Executables.Find("objdump") is null || (Executables.Find("clang") ?? Executables.Find("gcc")) is null)
            Skip = "Native AOT needs Linux, objdump and clang or gcc, and this machine lacks one: apt-get install -y gcc binutils";
    }
}

public sealed class NativeTests
{
    [NativeFact]
    public async Task AnAppointment_GoesThroughTheNativeFunctions_ToBothRegions()
    {
        // Published first and by itself: on a busy machine that takes longer than a run may take to come up.
        await CommandRun.RunAsync(ProcessCommand.Inheriting("functions/publish.sh", "bash", [Path.Combine(Session.Root, "functions/publish.sh")]), CancellationToken.None);
        await using var system = await RunningSystem.StartAsync("--native");

        Assert.Equal(202, (await system.Edge.RegisterAsync("peru", "native", "Perú")).Code);
        await Eventually.SeeAsync(() => system.Edge.GetAsync("/appointments/native"), answer => answer.Code is 200, "the appointment");
        Assert.Equal(200, (await system.Edge.ChangeAsync("native", "confirmed")).Code);
        foreach (var region in system.Regions.Values)
            await Eventually.SeeAsync(() => region.ListAsync("country=PE&status=confirmed"), ids => ids.SequenceEqual(["native"]), "the confirmed appointment");

        var functions = system.Session.Descendants().Where(process => process.CommandLine.Contains("/bootstrap")).ToArray();
        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.Contains("/artifacts/functions/", function.CommandLine));
        var folder = Path.GetDirectoryName(functions[0].CommandLine.Trim())!;
        Assert.Equal(["bootstrap"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)); // the archive holds nothing else
    }
}
