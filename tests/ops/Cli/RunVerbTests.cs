using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Appointments.Local.Console;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

public sealed partial class RunVerbTests
{
    [Fact]
    public async Task TwoRunsAtOnce_HaveNothingInCommon_AndEndWithTheirCommandsStatus()
    {
        var starting = RunningSystem.StartAsync();
        await using var one = await RunningSystem.StartAsync();
        await using var other = await starting;

        Assert.Equal(202, (await one.Edge.RegisterAsync("peru", "of-one", "Perú")).Code);
        Assert.Equal(202, (await other.Edge.RegisterAsync("chile", "of-other", "Chile")).Code);

        Assert.Equal(["sa-east-1", "us-east-1"], one.Regions.Keys.Order());
        foreach (var region in one.Regions.Values)
            await Eventually.SeeAsync(() => region.ListAsync(), ids => ids.SequenceEqual(["of-one"]), "its own appointment and no other");
        foreach (var region in other.Regions.Values)
            await Eventually.SeeAsync(() => region.ListAsync(), ids => ids.SequenceEqual(["of-other"]), "its own appointment and no other");
        Assert.Equal(2, (await one.Control.StatusAsync())["regions"]!.AsArray().Count);
        using (var drill = new ApiClient(one.Url, one.DrillApiKey))
            Assert.Equal((202, 403), ((await drill.RegisterAsync("peru", "drill-of-one", "PE")).Code, (await drill.ChangeAsync("of-one", "confirmed")).Code));

        var ended = await one.EndByAsync("exit 7");
        Assert.Equal(7, ended.Exit);
        Assert.Contains(NotEmulated.Sentence, ended.Errors);
        Assert.DoesNotContain("Not emulated", ended.Output); // the command's own
        one.AssertGone();
        Assert.Equal(200, (await other.Edge.GetAsync("/appointments/of-other")).Code); // the end of one is not the other's
        Assert.Equal(128 + 15, (await other.EndByAsync("kill -TERM $$")).Exit);
        other.AssertGone();
    }

    [Fact]
    public async Task ARunWithoutACommand_LeavesNothing_AfterCtrlC()
    {
        await using var session = Session.Start("run", "--port", "0");
        await session.SeeAsync(line => line is "Paste these:");
        var urls = session.Lines.SelectMany(line => Url().Matches(line)).Select(match => match.Value).ToArray();
        var processes = session.Descendants();
        Assert.Single(session.Announcements);

        session.Interrupt();
        var outcome = await session.EndAsync();

        Assert.Equal(0, outcome.Exit);
        Assert.Contains("Not emulated: ", outcome.Output);
        LiveProcess.AssertGone(processes);
        Assert.Empty(session.Announcements);
        Assert.Equal(4, urls.Length); // edge, two regions, control
        Addresses.AssertClosed(urls);
        Assert.Empty(session.TemporaryFiles);
        Assert.DoesNotContain('\x1b', outcome.Output + outcome.Errors); // not a terminal: no colours
    }

    [Fact]
    public async Task ARun_EndsWithAReport_WhenAPartOfItEndsByItself()
    {
        await using var session = Session.Start("run", "--port", "0");
        await session.SeeAsync(line => line is "Paste these:");
        var processes = session.Descendants();

        Signal.Send("KILL", processes.First(process => process.CommandLine.Contains("dynamodb-local.xml") && process.CommandLine.Contains("java")).Id);
        var outcome = await session.EndAsync();

        Assert.Equal(1, outcome.Exit);
        Assert.Matches("DynamoDB Local of (us|sa)-east-1 ended early with exit code 137. Its last lines:\n +[^ ]", outcome.Errors);
        LiveProcess.AssertGone(processes);
        Assert.Empty(session.TemporaryFiles);
    }

    [Theory]
    [InlineData(0, "the edge")]
    [InlineData(1, "the API of us-east-1")]
    [InlineData(3, "the control")]
    public async Task ATakenPort_IsNamed_BeforeAnythingIsStarted(int offset, string part)
    {
        var (taken, outcome) = await RunIntoATakenPortAsync(offset);

        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith($"Port {taken} for {part} is taken", outcome.Errors);
        Assert.DoesNotContain("starting", outcome.Errors);
    }

    /// <summary>Takes one port of a run. Another process may take a lower one meanwhile, which is then the one that is named: again with other ports.</summary>
    private static async Task<(int Taken, Outcome Outcome)> RunIntoATakenPortAsync(int offset)
    {
        for (var time = 1; ; time++)
        {
            using var taker = TakeAPortAbove(offset);
            var taken = ((IPEndPoint)taker.LocalEndpoint).Port;
            var outcome = await Session.RunAsync("run", "--port", $"{taken - offset}");
            if (time is 5 || !Enumerable.Range(taken - offset, offset).Any(lower => outcome.Errors.StartsWith($"Port {lower} ")))
                return (taken, outcome);
        }
    }

    /// <summary>Takes a port below which as many are free: those before the taken one are asked first.</summary>
    private static TcpListener TakeAPortAbove(int free)
    {
        while (true)
        {
            var taker = new TcpListener(IPAddress.Loopback, 0);
            taker.Start();
            var port = ((IPEndPoint)taker.LocalEndpoint).Port;
            if (Enumerable.Range(port - free, free).All(IsFree))
                return taker;
            taker.Dispose();
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try { listener.Start(); }
        catch (SocketException) { return false; } // taken is what this asks
        return true;
    }

    [GeneratedRegex(@"(?<=^ *(edge|[a-z]+-[a-z]+-\d|control) +)http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
