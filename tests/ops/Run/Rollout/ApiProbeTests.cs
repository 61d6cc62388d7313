using System.Collections.Immutable;
using System.Net;
using Appointments.Rollout;

namespace Appointments.Tests.Run.Rollout;

/// <summary>What the probe asks for, and what it makes of the answers.</summary>
public sealed class ApiProbeTests
{
    /// <summary>Answers as a region does that is well, but for one path.</summary>
    private sealed class Answering(string failing) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Asked.Add($"{request.Method} {path.Split("/drill-")[0]}");
            return Task.FromResult(new HttpResponseMessage(path.EndsWith(failing, StringComparison.Ordinal) ? HttpStatusCode.ServiceUnavailable
                : path.EndsWith("/peru", StringComparison.Ordinal) ? HttpStatusCode.Accepted : HttpStatusCode.OK));
        }
    }

    private static async Task<(string? Problem, List<string> Asked, string[] Unfinished)> TryAsync(string failing, string? region = "sa-east-1")
    {
        using var answering = new Answering(failing);
        using var http = new HttpClient(answering);
        var stages = ImmutableDictionary<string, Uri>.Empty.Add("sa-east-1", new Uri("https://region.example/Prod"));
        var probe = new ApiProbe(new ProbedApi(new ApiAddresses(new Uri("https://edge.example/Edge"), stages), "key", "drill key", null, "peru", "PE"), http, TimeSpan.Zero, TimeProvider.System);
        return (await probe.TryAsync(region, CancellationToken.None), answering.Asked, [.. probe.Unfinished]);
    }

    [Fact]
    public async Task ARegion_IsAskedForItsHealth_ThenWrittenAndRead()
    {
        var (problem, asked, unfinished) = await TryAsync(failing: "/none");

        Assert.Null(problem);
        Assert.Equal(["GET /Prod/health", "POST /Prod/peru", "GET /Prod/appointments", "POST /Prod/change-status"], asked);
        Assert.Empty(unfinished);
    }

    [Fact]
    public async Task TheEdge_IsWrittenAndRead_AsClientsDo()
    {
        var (problem, asked, _) = await TryAsync(failing: "/none", region: null);

        Assert.Null(problem);
        Assert.Equal(["POST /Edge/peru", "GET /Edge/appointments", "POST /Edge/change-status"], asked);
    }

    /// <summary>Route 53 would take it out, however well it writes and reads.</summary>
    [Fact]
    public async Task ARegion_ThatIsNotHealthy_IsNotWell_AndNothingIsWritten()
    {
        var (problem, asked, unfinished) = await TryAsync(failing: "/health");

        Assert.Equal("GET /health was answered 503, expected 200.", problem);
        Assert.Equal(["GET /Prod/health"], asked);
        Assert.Empty(unfinished);
    }

    [Theory]
    [InlineData("/peru", "POST /peru was answered 503, expected 202.")]
    [InlineData("/change-status", "POST /change-status was answered 503, expected 200.")]
    public async Task WhatWasWritten_AndNotTakenBack_IsNamed(string failing, string expected)
    {
        var (problem, _, unfinished) = await TryAsync(failing);

        Assert.Equal(expected, problem);
        Assert.StartsWith("drill-rollout-sa-east-1-", Assert.Single(unfinished));
    }
}
