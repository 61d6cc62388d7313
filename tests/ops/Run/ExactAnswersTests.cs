namespace Appointments.Tests.Run;

/// <summary>A world with one confirmed appointment, for requests that change nothing.</summary>
public sealed class AnsweringWorld : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public async Task InitializeAsync()
    {
        World = await World.StartAsync();
        await World.Edge.RegisterAsync("peru", RefusedRequest.Standing, "Perú");
        await Eventually.SeeAsync(() => World.Edge.GetAsync($"/appointments/{RefusedRequest.Standing}"), answer => answer.Code is 200, "the appointment");
        Assert.Equal(200, (await World.Edge.ChangeAsync(RefusedRequest.Standing, "confirmed")).Code);
        await World.SettleAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await World.DisposeAsync();
    }
}

/// <summary>What a client is told when it asks for what cannot be (docs/fidelity.md: how API Gateway answers each).</summary>
public sealed class ExactAnswersTests(AnsweringWorld answering) : IClassFixture<AnsweringWorld>
{
    private readonly World world = answering.World;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var (index, request) in RefusedRequest.All.Index())
                cases.Add(index, request.Name);
            return cases;
        }
    }

    [Fact]
    public void Cases_AreManyAndDiffer() // so that the theory below and the count are not of nothing
    {
        Assert.True(RefusedRequest.All.Count > 120, $"{RefusedRequest.All.Count}");
        Assert.Equal(RefusedRequest.All.Count, RefusedRequest.All.Select(request => (request.Name, request.Method)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ARequest_IsRefused_WithItsStatusAndForm(int index, string name)
    {
        var refused = RefusedRequest.All[index];

        using var answer = await answering.Http.SendAsync(refused.To(world.Run.Regions[0].Stage, world.Run.ApiKey));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == refused.Status, $"{name}: {(int)answer.StatusCode} instead of {refused.Status}: {Shortened(text)}");
        if (refused.Status is 413)
        {
            Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType); // API Gateway's own, which no document changes
            Assert.Contains(refused.Says, text);
            return;
        }

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var (message, errors) = ErrorBody.Read(text);
        var said = refused.Field is "" ? message : errors[0].Rule;
        Assert.Equal(refused.Field, errors.Select(error => error.Field).FirstOrDefault(""));
        Assert.True(refused.Says.Split('|').Any(said.Contains), $"{name}: {Shortened(said)} does not say {refused.Says}");
        if (refused.Status is 405)
            Assert.Equal(refused.Says, $"This path takes {answer.Content.Headers.Allow.Single()}.");
    }

    [Fact]
    public async Task NoRefusedRequest_ReachesAQueueOrATable_BesideOneThatDoes()
    {
        var before = await Tables.ReadAsync(world.Run);
        Assert.Equal(0, await world.Queues.DepthAsync());

        foreach (var stage in world.Run.Regions.Select(region => region.Stage).Append(world.Run.EdgeUrl))
        {
            await Parallel.ForEachAsync(RefusedRequest.All, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (refused, cancel) =>
            {
                using var answer = await answering.Http.SendAsync(refused.To(stage, world.Run.ApiKey), cancel);
                var expected = stage == world.Run.EdgeUrl && refused.Body?.Length > 16 * 1024 ? 413 : refused.Status; // the edge's body-size rule answers before a region does
                Assert.True((int)answer.StatusCode == expected, $"{stage} {refused}: {(int)answer.StatusCode}");
            });
        }

        string[] arriving = [.. world.Regions.Keys.Select(region => $"arrives-{region}")];
        foreach (var region in world.Regions.Keys)
            Assert.Equal(202, (await world.Regions[region].RegisterAsync("peru", $"arrives-{region}", "Perú")).Code);
        foreach (var id in arriving)
            await Eventually.SeeAsync(() => world.Edge.GetAsync($"/appointments/{id}"), answer => answer.Code is 200, id);
        await world.SettleAsync();

        foreach (var (region, items) in await Tables.ReadAsync(world.Run))
        {
            var added = items.Split('\n').Except(before[region].Split('\n')).ToArray();
            Assert.Equal(arriving.Length, added.Length);
            Assert.All(added, item => Assert.Contains(arriving, id => item.Contains($"\"{id}\"")));
            Assert.Empty(before[region].Split('\n').Except(items.Split('\n')));
        }
    }

    private static string Shortened(string text) => text.Length > 500 ? text[..500] : text;
}
