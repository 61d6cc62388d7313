using System.Net.Http.Headers;
using System.Text;
using CsCheck;

namespace Appointments.Tests.Run;

/// <summary>Gateway responses substitute and do not compute: an error's body must be JSON of the one form whatever a client sends.</summary>
public sealed class ErrorBodyTests(AnsweringWorld answering) : IClassFixture<AnsweringWorld>
{
    private static readonly string[] Nasty =
    [
        "\"", "\\", "'", "\\\"", "\\\\", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\n", "\0", "\u0001", "\u001f", "\u007f", "\u0085", "\u2028", "\u2029", "\uFEFF", "\uFFFF", "\r\n", "\t",
        "$context.error.message", "${context.error.validationErrorString}", "$context.error.messageString", "$stageVariables.x", "#set($x = 1)", "$util.escapeJavaScript", "</script>", "{", "}", "[", "]", ",", ":", "%s", "%22", "é", "😀", "null",
    ];

    private static readonly string[] Paths = ["/peru", "/chile", "/change-status"];

    private static readonly Gen<string> OneNasty = Gen.Int[0, Nasty.Length - 1].Select(index => Nasty[index]);

    /// <summary>Texts between two quotation marks of a body: most of them break it, as JSON or against the model.</summary>
    private static readonly Gen<string> Text = Gen.Frequency(
        (6, OneNasty.Array[1, 6].Select(string.Concat)),
        (2, Gen.String[0, 40]),
        (1, Gen.Select(OneNasty, Gen.Int[1, 100_000], (part, length) => string.Concat(Enumerable.Repeat(part, length / part.Length)))));

    /// <summary>None of these is taken: the status is none, and the body may not even be JSON.</summary>
    private static readonly Gen<(string Path, string Body)> Requests =
        from path in Gen.Int[0, 2].Select(index => Paths[index])
        from texts in Text.Array[3]
        from shape in Gen.Int[0, 3]
        select (path, shape switch
        {
            0 => $$"""{"appointmentId":"{{texts[0]}}","country":"{{texts[1]}}","status":"none"}""",
            1 => $$"""{"appointmentId":"{{texts[0]}}","status":"none{{texts[1]}}"}""",
            2 => $$"""{"appointmentId":"a","country":"PE","status":"none","{{texts[0]}}":"{{texts[1]}}"}""",
            _ => string.Concat(texts) + "}",
        });

    [Fact]
    public async Task AnErrorsBody_IsJsonOfTheOneForm_WhateverCameIn() =>
        await Requests.SampleAsync(async request =>
        {
            var text = await RefusalAsync(request.Path, new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body)));

            var (message, errors) = ErrorBody.Read(text);
            Assert.Equal("The body does not fit this route.", message);
            Assert.Equal("body", Assert.Single(errors).Field);
        }, iter: 400, threads: 2); // a failure prints the seed that makes it again

    [Fact]
    public async Task AnErrorsBody_IsJson_WhenTheRequestIsNoText()
    {
        var random = new byte[64];
        for (var seed = 0; seed < 50; seed++)
        {
            new Random(seed).NextBytes(random);

            var (_, errors) = ErrorBody.Read(await RefusalAsync("/peru", new ByteArrayContent(random)));

            Assert.True(errors.Count is 1, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\u0001")]
    [InlineData("é")]
    public async Task AnErrorsBody_IsJson_WhenAFieldOfAMegabyteIsQuoted(string letter)
    {
        var field = System.Text.Json.JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(letter, 1_000_000)));

        var text = await RefusalAsync("/change-status", new StringContent($$"""{"appointmentId":{{field}},"status":"confirmed"}"""));

        var (_, errors) = ErrorBody.Read(text);
        Assert.Contains(string.Concat(Enumerable.Repeat(letter, 1000)), Assert.Single(errors).Rule);
    }

    [Theory]
    [InlineData("%22%5C%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("%")]
    [InlineData("a%0Ab")]
    public async Task AnErrorsBody_IsJson_WhateverAnIdInThePathIs(string id)
    {
        using var request = new RefusedRequest(id, "GET", $"/appointments?colour%22{id}=x&limit={id}", null, 400, "", "").To(answering.World.Run.Regions[0].Stage, answering.World.Run.ApiKey);

        using var answer = await answering.Http.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
        ErrorBody.Read(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> RefusalAsync(string path, HttpContent body)
    {
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{answering.World.Run.Regions[0].Stage}{path}") { Content = body };
        request.Headers.Add("x-api-key", answering.World.Run.ApiKey);
        using var answer = await answering.Http.SendAsync(request);
        Assert.Equal(400, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
