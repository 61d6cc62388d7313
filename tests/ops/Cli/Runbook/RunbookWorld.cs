using Appointments.Tests.Run;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>One local run for all pages, and a folder such as a person has it: <c>./appointments</c>, the AWS CLI, a pulumi that updates nothing, a repository.</summary>
public sealed class RunbookWorld : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runbook-");
    private RunningSystem system = null!;

    internal SilentAws Aws { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Aws = await SilentAws.StartAsync();
        system = await RunningSystem.StartAsync("--time-scale", "60");
        await PutAsync("appointments", $"#!/bin/sh\nexec '{Environment.ProcessPath}' '{Session.Program}' \"$@\"\n");
        await PutAsync("bin/aws", AwsCli.Path is { } aws ? $"#!/bin/sh\nexec '{aws}' --endpoint-url {Aws.Url} \"$@\"\n" : "#!/bin/sh\nexit 0 # not looked at: a test of its own says so\n");
        foreach (var file in new[] { "pulumi", "pulumi-commands.txt" })
            await PutAsync($"bin/{file}", await File.ReadAllTextAsync(Path.Combine(Session.Root, "tests/ops/Cli/Runbook", file)));
        await using var shell = Shell();
        Assert.Equal((0, ""), await shell.RunAsync("chmod +x appointments bin/* && git init -q && git -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m before"));
        await WellAsync();
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(0, (await system.EndByAsync("exit 0")).Exit);
        await system.DisposeAsync();
        await Aws.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal PageShell Shell() => new(folder.FullName, new Dictionary<string, string>
    {
        ["PATH"] = $"{folder.FullName}/bin:{Environment.GetEnvironmentVariable("PATH")}",
        ["APPOINTMENTS_ROOT"] = Session.Root,
        ["APPOINTMENTS_CONTROL_URL"] = system.ControlUrl,
        ["APPOINTMENTS_API_KEY"] = PageWords.Stand["KEY"],
        ["PULUMI_ERROR_OUTPUT_STRING"] = "true",
        ["HOME"] = folder.FullName, // no settings and no credentials of a person; and no region that the person has set, so that a page names it
        ["AWS_ACCESS_KEY_ID"] = "none",
        ["AWS_SECRET_ACCESS_KEY"] = "none",
        ["AWS_PAGER"] = "",
        ["AWS_REGION"] = "",
        ["AWS_DEFAULT_REGION"] = "",
    });

    internal string Fill(string line) => PageWords.Fill(line, system.Url, system.RegionUrls);

    /// <summary>As a page finds it: no fault, both regions in service.</summary>
    internal async Task WellAsync()
    {
        await using var shell = Shell();
        var status = await system.Control.StatusAsync();
        if (status["faults"]!.AsArray().Count > 0)
            Assert.Equal(0, (await shell.RunAsync("./appointments fault clear")).Exit);
        foreach (var region in status["regions"]!.AsArray().Where(region => region!["drained"] is not null))
            Assert.Equal(0, (await shell.RunAsync($"./appointments region restore {region!["region"]} --despite-backlog")).Exit);
        await Eventually.SeeAsync(system.Control.StatusAsync, seen => seen["idle"]!.GetValue<bool>() && seen["regions"]!.AsArray().All(region => region!["healthy"]!.GetValue<bool>() && region["drained"] is null), "both regions in service", PageShell.Longest);
    }

    private async Task PutAsync(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);
    }
}
