using System.Net.Http.Headers;

namespace Appointments.Tests.Run;

/// <summary>What the edge's firewall lets through to a region, byte for byte, and what it answers itself.</summary>
public sealed class BodyLimitTests(AnsweringWorld answering) : IClassFixture<AnsweringWorld>
{
    private async Task<(int Status, string Text)> PostAsync(int bytes, bool chunked)
    {
        const string start = "{\"appointmentId\":\"";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{answering.World.Run.EdgeUrl}/peru") { Content = new StringContent(start + new string('x', bytes - start.Length - 2) + "\"}") };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("x-api-key", answering.World.Run.ApiKey);
        using var answer = await answering.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(16_385, false)]
    [InlineData(16_385, true)]
    [InlineData(1_000_000, true)]
    public async Task ABodyOver16KB_IsAnsweredByTheEdge_InTheApisForm(int bytes, bool chunked)
    {
        var (status, text) = await PostAsync(bytes, chunked);

        Assert.Equal(413, status);
        var (_, errors) = ErrorBody.Read(text);
        Assert.Equal([("body", "at most 16384 bytes")], errors);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task ABodyThatIsEncoded_IsAnsweredByTheEdge_InTheApisForm(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{answering.World.Run.EdgeUrl}/peru") { Content = new StringContent("{}") };
        request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.Add("x-api-key", answering.World.Run.ApiKey);

        using var answer = await answering.Http.SendAsync(request);

        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Equal([("Content-Encoding", "not sent")], ErrorBody.Read(await answer.Content.ReadAsStringAsync()).Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABodyOf16KB_ReachesTheRegion_Whole(bool chunked)
    {
        var (status, text) = await PostAsync(16_384, chunked);

        Assert.Equal(400, status); // the gateway's word on the id, of which no character is missing
        Assert.Contains($"length: {16_384 - 20}", text);
    }
}
