using System.Net;
using System.Net.Sockets;
using Appointments.Local.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Appointments.Tests.Run.Routing;

public sealed class RunningRunsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("running-runs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task ARunThatAnswers_IsFound_UntilItTakesItsAddressBack()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var control = builder.Build();
        await control.StartAsync();
        var url = new Uri(control.Urls.Single());
        var runs = new RunningRuns(folder.FullName);

        using (runs.Announce(new RunningRun(4711, "dev", url)))
            Assert.Equal(new RunningRun(4711, "dev", url), Assert.Single(await runs.FindAsync(CancellationToken.None)));

        Assert.Empty(folder.EnumerateFiles());
        Assert.Empty(await runs.FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WhatAKilledRunLeft_IsNotFound_AndRemoved()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var runs = new RunningRuns(folder.FullName);
        _ = runs.Announce(new RunningRun(4711, "dev", new Uri($"http://127.0.0.1:{port}")));
        Assert.NotEmpty(folder.EnumerateFiles());

        Assert.Empty(await runs.FindAsync(CancellationToken.None));

        Assert.Empty(folder.EnumerateFiles());
    }
}
