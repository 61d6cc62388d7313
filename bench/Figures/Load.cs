using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Appointments.Local;

namespace Appointments.Figures;

/// <summary>A client that sends requests to a run, all at once or at a rate, and notes how long each took.</summary>
internal sealed class Load : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly LocalRun run;

    public Load(LocalRun run)
    {
        this.run = run;
        http.DefaultRequestHeaders.Add("x-api-key", run.ApiKey);
    }

    /// <summary>Registers that many, 32 at a time, and waits until every region lists all of them.</summary>
    /// <returns>Registrations a second, end to end.</returns>
    public async Task<double> RegisterAsync(string prefix, int count, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancel },
            async (n, stop) => await PostAsync($"{prefix}-{n}", stop));
        foreach (var (_, stage) in run.Regions)
            while (await ListedAsync(stage, prefix, cancel) < count)
                await Task.Delay(50, cancel);
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Sends one request every 20 ms, whether earlier ones are answered or not.</summary>
    /// <returns>Milliseconds from when each was due to its answer.</returns>
    public static async Task<IReadOnlyList<double>> AtFiftyPerSecondAsync(Func<int, CancellationToken, Task> send, int count, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var sent = new List<Task<double>>();
        for (var n = 0; n < count && await timer.WaitForNextTickAsync(cancel); n++)
            sent.Add(TimedAsync(n));
        return await Task.WhenAll(sent);

        async Task<double> TimedAsync(int n)
        {
            var due = Stopwatch.GetTimestamp();
            await send(n, cancel);
            return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
        }
    }

    public async Task PostAsync(string id, CancellationToken cancel)
    {
        using var body = new StringContent($$"""{"appointmentId":"{{id}}","country":"PE","status":"requested"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"{run.EdgeUrl}/peru", body, cancel);
        Expect(answer, HttpStatusCode.Accepted);
    }

    public async Task GetAsync(string id, CancellationToken cancel)
    {
        using var answer = await http.GetAsync($"{run.EdgeUrl}/appointments/{id}", cancel);
        Expect(answer, HttpStatusCode.OK);
    }

    /// <summary>Asks for an appointment and takes whatever the answer is.</summary>
    public async Task AskAsync(string id, CancellationToken cancel)
    {
        using var answer = await http.GetAsync($"{run.EdgeUrl}/appointments/{id}", cancel);
    }

    public void Dispose() => http.Dispose();

    private async Task<int> ListedAsync(Uri stage, string prefix, CancellationToken cancel)
    {
        var count = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var page = JsonNode.Parse(await http.GetStringAsync($"{stage}/appointments?limit=100{(cursor is "" ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancel))!;
            count += page["appointments"]!.AsArray().Count(appointment => appointment!["appointmentId"]!.ToString().StartsWith($"{prefix}-"));
            cursor = page["next"]?.ToString();
        }
        return count;
    }

    private static void Expect(HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status)
            throw new LocalRunException($"A request of the benchmark was answered {(int)answer.StatusCode}, expected {(int)status}: nothing is measured with failing requests.");
    }
}
