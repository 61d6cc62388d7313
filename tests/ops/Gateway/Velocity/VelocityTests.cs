using System.Text.Json.Nodes;
using Appointments.Local.Velocity;

namespace Appointments.Tests.Gateway.Velocity;

[Collection(VelocityGroup.Name)]
public sealed class VelocityTests(VelocityFixture velocity)
{
    [Theory]
    [InlineData("""$input.path('$.id')""", """{"id":"a"}""", "a")]
    [InlineData("""$input.path("$.id")""", """{"id":"a"}""", "a")]
    [InlineData("""$input.path('$.a.b[1]')""", """{"a":{"b":[1,2]}}""", "2")]
    [InlineData("""$input.path('$').id""", """{"id":"a"}""", "a")]
    [InlineData("""$input.path('$.pets').size()""", """{"pets":[1,2,3]}""", "3")]
    [InlineData("""$input.json('$.a')""", """{"a":{"b":"é"}}""", """{"b":"é"}""")]
    [InlineData("""$input.json('$')""", "", "{}")]
    [InlineData("""$input.json('$.at')""", """{"at":"2026-11-24T10:00:00Z"}""", "\"2026-11-24T10:00:00Z\"")]
    [InlineData("""$input.body""", """not json""", "not json")]
    [InlineData("""[$input.path('$.missing')]""", """{"id":"a"}""", "[]")]
    [InlineData("""[$input.path('$.id')]""", """{"id":null}""", "[]")]
    public async Task Input_ReadsThePayload(string template, string body, string expected) =>
        Assert.Equal(expected, (await RenderAsync(template, body)).Text);

    [Theory]
    [InlineData("$util.urlEncode($input.path('$.v'))", """{"v":"a b+c/ü~*-._'()!"}""", "a+b%2Bc%2F%C3%BC%7E*-._%27%28%29%21")]
    [InlineData("$util.urlEncode($util.parseJson($input.path('$.v')))", """{"v":"\"x\\ud800y\\udc00\\udc00\""}""", "x%3Fy%3F%3F")]
    [InlineData("$util.urlDecode($input.path('$.v'))", """{"v":"a+b%2Bc"}""", "a b+c")]
    [InlineData("$util.escapeJavaScript($input.path('$.v'))", """{"v":"it's \"é\"\n/"}""", """it\'s \"\u00E9\"\n\/""")]
    [InlineData("""$util.escapeJavaScript($input.path('$.v')).replaceAll("\\'","'")""", """{"v":"it's"}""", "it's")]
    [InlineData("$util.base64Encode($input.path('$.v'))", """{"v":"é"}""", "w6k=")]
    [InlineData("$util.base64Decode($input.path('$.v'))", """{"v":"w6k="}""", "é")]
    [InlineData("$util.parseJson($input.path('$.v')).a[0]", """{"v":"{\"a\":[7]}"}""", "7")]
    public async Task Util_DoesAsJavaDoes(string template, string body, string expected) =>
        Assert.Equal(expected, (await RenderAsync(template, body)).Text);

    [Theory]
    [InlineData("#if($input.path('$.schedule'))yes#{else}no#end", """{"schedule":"dr-1"}""", "yes")]
    [InlineData("#if($input.path('$.schedule'))yes#{else}no#end", "{}", "no")]
    [InlineData("#set($s=$input.path('$.schedule'))#if($s && $s != '')$s#else$input.path('$.id')#end", """{"id":"a"}""", "a")]
    [InlineData("#foreach($k in $input.path('$').keySet())$k;#end", """{"a":1,"b":2}""", "a;b;")]
    [InlineData("#if($input.path('$').containsKey('a'))yes#end", """{"a":1}""", "yes")]
    public async Task Template_Branches(string template, string body, string expected) =>
        Assert.Equal(expected, (await RenderAsync(template, body)).Text);

    [Fact]
    public async Task Context_RendersItsVariablesAndNothingForOneWithoutValue()
    {
        var made = await RenderAsync("$context.requestId|$context.requestTimeEpoch|$context.identity.apiKeyId|$context.identity.userArn|$stageVariables.mode|$input.params('id')|$input.params('none')", "");

        Assert.Equal("r-1|1790000000000|key-1||blue|42|", made.Text);
    }

    [Theory]
    [InlineData("both", "of the path")]
    [InlineData("query", "of the query")]
    [InlineData("header", "of the headers")]
    [InlineData("toString", "")]
    public async Task Params_LooksInThePathThenTheQueryThenTheHeaders(string name, string expected)
    {
        var input = new VelocityInput([], JsonNode.Parse("""
            {"path":{"both":"of the path"},"querystring":{"both":"no","query":"of the query"},"header":{"query":"no","header":"of the headers"}}
            """)!.AsObject(), "", []);

        Assert.Equal(expected, (await velocity.Engines.RenderAsync($"$input.params('{name}')", input, CancellationToken.None)).Text);
    }

    [Theory]
    [InlineData("#set($context.responseOverride.status = 503)", 503)]
    [InlineData("#set($context.responseOverride.status = 99)", null)]
    [InlineData("#set($context.responseOverride.status = 600)", null)]
    [InlineData("#set($context.responseOverride.status = 'none')", null)]
    [InlineData("", null)]
    public async Task Override_SetsTheStatus_WhereItIsOne(string template, int? expected) =>
        Assert.Equal(expected, (await RenderAsync(template, "")).Status);

    [Fact]
    public async Task Override_SetsHeaders()
    {
        var made = await RenderAsync("#set($context.responseOverride.header.x-a = 'b')#set($context.requestOverride.header.x-c = 'd')", "");

        Assert.Equal("b", made.ResponseHeaders["x-a"]);
        Assert.Equal("d", made.RequestHeaders["x-c"]);
    }

    [Fact]
    public async Task Override_IsForgotten_AtTheNextRender()
    {
        Assert.Equal(503, (await RenderAsync("#set($context.responseOverride.status = 503)", "")).Status);

        Assert.Null((await RenderAsync("x", "")).Status);
    }

    [Fact]
    public async Task Render_Refuses_WhenThePayloadIsNotJson()
    {
        var refused = await Assert.ThrowsAsync<MalformedPayloadException>(() => RenderAsync("$input.path('$.id')", "secret, not json"));

        Assert.DoesNotContain("secret", refused.ToString().Split("--->")[0], StringComparison.Ordinal);
        Assert.Equal("a", (await RenderAsync("$input.path('$.id')", """{"id":"a"}""")).Text);
    }

    [Fact]
    public async Task Parse_Refuses_WhatIsNoTemplate() =>
        await Assert.ThrowsAsync<VelocityTemplateException>(() => velocity.Engines.ParseAsync(["#if($a"], CancellationToken.None));

    [Fact]
    public async Task Render_KeepsRequestsApart_WhenManyRunAtOnce()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => RenderAsync("#set($x=$input.path('$.v'))$x", $$"""{"v":"{{i}}"}"""))));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), made.Select(output => output.Text));
    }

    private Task<VelocityOutput> RenderAsync(string template, string body) => velocity.Engines.RenderAsync(
        template,
        new VelocityInput(
            JsonNode.Parse("""{"requestId":"r-1","requestTimeEpoch":1790000000000,"identity":{"apiKeyId":"key-1"}}""")!.AsObject(),
            JsonNode.Parse("""{"path":{"id":"42"},"querystring":{},"header":{}}""")!.AsObject(),
            body,
            JsonNode.Parse("""{"mode":"blue"}""")!.AsObject()),
        CancellationToken.None);
}
