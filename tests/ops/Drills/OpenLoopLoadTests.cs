using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Appointments.Drills.Load;

namespace Appointments.Tests.Drills;

public sealed class OpenLoopLoadTests
{
    private static readonly LoadPlan Plan = new(new Uri("http://edge.test/Prod"), "a-key", null, [("peru", "PE"), ("chile", "CL")], 400, Seed: 7, "run");

    [Fact]
    public async Task Requests_Start_AlsoWhileNoneIsAnswered()
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously), fifty = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0;
        var server = new ScriptedServer(async (_, _) =>
        {
            if (Interlocked.Increment(ref started) == 50)
                fifty.SetResult();
            await answered.Task;
            return ScriptedServer.Answer(HttpStatusCode.Accepted, "{}");
        });
        using var stop = new CancellationTokenSource();
        var load = new OpenLoopLoad(Plan, TimeProvider.System, server);
        var running = load.RunAsync(null, _ => { }, stop.Token);

        await fifty.Task.WaitAsync(TimeSpan.FromSeconds(20)); // a load that waits for its answers never gets there
        await stop.CancelAsync();
        answered.SetResult();

        Assert.NotEmpty(await running);
        Assert.InRange(load.Punctuality.Started, 50, int.MaxValue);
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task TheSameSeed_AsksForTheSame_WhateverItIsTold(HttpStatusCode told)
    {
        var plan = Plan with { RequestsPerSecond = 100, Attempts = 1 };
        var server = ScriptedServer.Always(told);

        await RunAsync(plan, server, atLeast: 60);

        var asked = server.Seen.Select(request => $"{request.Target} {request.Body}").ToHashSet(); // in the order in which a busy machine let them go
        Assert.All(Planned(plan).Take(40), planned => Assert.Contains(asked, request => request.Contains($"\"{planned.AppointmentId}\"") && request.Contains(planned.Status ?? "requested")));
        Assert.Equal(Planned(plan).Take(200), Planned(plan).Take(200));
        Assert.NotEqual(Planned(plan).Take(40).Select(Asked), Planned(plan with { Seed = 8 }).Take(40).Select(Asked));

        static (string, string?, string?) Asked(PlannedRequest planned) => (planned.Country, planned.Schedule, planned.Status); // their ids differ by the seed that is in them
    }

    private static IEnumerable<PlannedRequest> Planned(LoadPlan plan)
    {
        var script = new RequestScript(plan);
        while (true)
        {
            if (script.Next() is { Writes: true } planned)
                yield return planned;
        }
    }

    [Fact]
    public async Task EveryKindOfRequest_IsSent_WithIdsOfTheDrill()
    {
        var server = ScriptedServer.Always(HttpStatusCode.Accepted);
        await RunAsync(Plan with { RequestsPerSecond = 40 }, server, atLeast: 200);

        var registrations = server.Seen.Where(request => request.Target is "/Prod/peru" or "/Prod/chile").Select(request => JsonNode.Parse(request.Body)!).ToList();
        var ids = registrations.Select(body => body["appointmentId"]!.ToString()).ToList();
        Assert.All(ids, id => Assert.StartsWith("drill-run-7-", id));
        Assert.True(ids.Distinct().Count() < ids.Count, "none was sent again");
        Assert.True(registrations.Where(body => body["schedule"] is not null).GroupBy(body => body["schedule"]!.ToString()).Any(same => same.Count() > 1), "none shares a schedule");
        Assert.Contains(server.Seen, request => request.Target == "/Prod/change-status");
        Assert.Contains(server.Seen, request => request is { Method: "GET" } && request.Target.StartsWith("/Prod/appointments/drill-run-7-"));
        Assert.Contains(server.Seen, request => request is { Method: "GET" } && request.Target.StartsWith("/Prod/appointments?country="));
        Assert.All(server.Seen, request => Assert.Equal("a-key", request.Key));
    }

    [Theory]
    [InlineData(202, Told.Accepted)]
    [InlineData(302, Told.Refused)]
    [InlineData(409, Told.Refused)]
    [InlineData(429, Told.Refused)]
    [InlineData(499, Told.Refused)]
    [InlineData(500, Told.Unknown)]
    [InlineData(504, Told.Unknown)]
    public async Task AnAnswer_IsWhatItsStatusSays(int status, Told told)
    {
        var server = new ScriptedServer((_, _) => Task.FromResult(ScriptedServer.Answer((HttpStatusCode)status, """{"region":"sa-east-1","message":"why"}""", "request-1")));

        var observation = (await RunAsync(Plan with { Attempts = 1 }, server, atLeast: 1))[0];

        Assert.Equal((told, status, "request-1"), (observation.Told, observation.HttpStatus, observation.RequestId));
        Assert.Equal(told is Told.Accepted ? "sa-east-1" : null, observation.Region);
        Assert.Equal(told is Told.Accepted ? null : "why", observation.Problem);
    }

    [Fact]
    public async Task NoAnswer_IsUnknown_AndIsAskedAgainInTheSameWords_AsOftenAsSaid()
    {
        var server = new ScriptedServer(async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("never");
        });
        var plan = Plan with { Attempts = 2, ClientTimeout = TimeSpan.FromMilliseconds(50), RequestsPerSecond = 5 };

        var observations = await RunAsync(plan, server, atLeast: 6, observed: seen => seen.GroupBy(each => (each.AppointmentId, each.Status)).Any(same => same.Count() == 2));

        Assert.All(observations, each => Assert.Equal((Told.Unknown, null, "no answer within 0.05 s"), (each.Told, each.HttpStatus, each.Problem)));
        var twice = observations.GroupBy(each => (each.AppointmentId, each.Status)).First(same => same.Count() == 2).ToArray();
        Assert.Equal(twice[0] with { Number = 0, SentAt = default, Milliseconds = 0 }, twice[1] with { Number = 0, SentAt = default, Milliseconds = 0 });
        Assert.True(twice[1].SentAt > twice[0].SentAt);
    }

    [Fact]
    public async Task AChangesRegion_IsThatOfTheRowThatItWrote()
    {
        var body = """{"status":"confirmed","changedIn":"us-east-1","ledger":[{"status":"confirmed","changedIn":"us-east-1","requestId":"other"},{"status":"x","changedIn":"sa-east-1","requestId":"mine"}]}""";
        var server = new ScriptedServer((_, _) => Task.FromResult(ScriptedServer.Answer(HttpStatusCode.OK, body, "mine")));

        Assert.Equal("sa-east-1", (await RunAsync(Plan, server, atLeast: 1))[0].Region);
    }

    [Fact]
    public async Task Observations_ComeBackFromTheirFile_AndABrokenLineIsNamed()
    {
        var folder = Directory.CreateTempSubdirectory("drill-").FullName;
        try
        {
            var path = Path.Combine(folder, "observations.jsonl");
            Observation[] written = [new(1, "a", "PE", null, "confirmed", Story.Begin, 12.5, Told.Unknown, null, null, null, "no answer"), new(2, "b", "CL", "room", null, Story.Begin, 3, Told.Accepted, 202, "us-east-1", "r", null)];
            using (var log = new ObservationLog(path))
            {
                Array.ForEach(written, log.Add);
                Assert.Equal(written, await ObservationLog.ReadAsync(path, CancellationToken.None)); // while it goes on
                log.End(written.Select(observation => observation with { Number = observation.Number + 7 }));
            }

            Assert.Equal([8, 9], (await ObservationLog.ReadAsync(path, CancellationToken.None)).Select(observation => observation.Number));

            await File.AppendAllTextAsync(path, "{\"number\":3");
            Assert.Contains("line 3 ", (await Assert.ThrowsAsync<InvalidDataException>(() => ObservationLog.ReadAsync(path, CancellationToken.None))).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Observation>> RunAsync(LoadPlan plan, ScriptedServer server, int atLeast, Func<IReadOnlyCollection<Observation>, bool>? observed = null)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = new ConcurrentQueue<Observation>();
        return await new OpenLoopLoad(plan, TimeProvider.System, server) { OnRead = _ => { } }.RunAsync(null, observation =>
        {
            seen.Enqueue(observation);
            if (seen.Count >= atLeast && (observed is null || observed(seen)))
                stop.Cancel();
        }, stop.Token);
    }
}
