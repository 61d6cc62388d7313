using System.Net;
using System.Text;
using Amazon.Lambda.Serialization.SystemTextJson;
using Appointments.Domain;
using Appointments.Domain.Draining;
using Appointments.Lambda.Draining;
using Appointments.Tests.TestKit;

namespace Appointments.Tests.Lambda;

/// <summary>DrainRegion of sa-east-1, with events as SNS sends them.</summary>
public sealed class DrainRegionTests
{
    private readonly Region region = new();
    private readonly CountingMetrics metrics = new();
    private readonly RegionTablesInMemory tables = new(["us-east-1", "sa-east-1"]);
    private readonly AlarmNotesInMemory notes = new();

    private DrainRegionFunction Function(bool dryRun = false, HttpStatusCode health = HttpStatusCode.OK) => new(
        new AutoDrain(notes, tables, new HealthRequest(new HttpClient(new Answering(health)), new Uri("https://sa-east-1.origin.example.com/Prod/health")), metrics, region.Clock, new AutoDrainDuty("sa-east-1", "us-east-1", dryRun)),
        region.Log);

    /// <summary>As AWS documents it ("Invoking Lambda functions with Amazon SNS notifications"), with what CloudWatch puts into the message.</summary>
    private static SnsEvent Event(string state = "ALARM", string changedAt = "2026-11-24T11:59:30.236+0000", string topicRegion = "us-east-1")
    {
        var json = $$$$"""
            {"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":"arn:aws:sns:{{{{topicRegion}}}}:123456789012:alarms:6f1cbbb2-3a2a-4a7e-8f0b-000000000000","Sns":{"Type":"Notification",
            "MessageId":"95df01b4-ee98-5cb9-9903-4c221d41eb5e","TopicArn":"arn:aws:sns:{{{{topicRegion}}}}:123456789012:alarms","Subject":"ALARM: \"client-5xx\" in US East (N. Virginia)",
            "Message":"{\"AlarmName\":\"client-5xx\",\"AlarmDescription\":\"Why.\",\"AWSAccountId\":\"123456789012\",\"NewStateValue\":\"{{{{state}}}}\",\"NewStateReason\":\"Threshold Crossed: 3 datapoints [1.0, 1.0, 1.0] were greater than the threshold (0.05).\",\"StateChangeTime\":\"{{{{changedAt}}}}\",\"Region\":\"US East (N. Virginia)\",\"AlarmArn\":\"arn:aws:cloudwatch:{{{{topicRegion}}}}:123456789012:alarm:client-5xx\",\"OldStateValue\":\"OK\",\"OKActions\":[],\"AlarmActions\":[],\"InsufficientDataActions\":[],\"Trigger\":{\"MetricName\":\"ClientServerErrors\",\"Namespace\":\"Appointments\",\"StatisticType\":\"Statistic\",\"Statistic\":\"AVERAGE\",\"Unit\":null,\"Dimensions\":[{\"value\":\"abc\",\"name\":\"ApiId\"}],\"Period\":60,\"EvaluationPeriods\":3,\"ComparisonOperator\":\"GreaterThanThreshold\",\"Threshold\":0.05,\"TreatMissingData\":\"notBreaching\",\"EvaluateLowSampleCountPercentile\":\"\"}}",
            "Timestamp":"2026-11-24T11:59:30.318Z","SignatureVersion":"1","Signature":"EXAMPLE","SigningCertUrl":"EXAMPLE","UnsubscribeUrl":"EXAMPLE","MessageAttributes":{}}}]}
            """;
        return new SourceGeneratorLambdaJsonSerializer<DrainJson>().Deserialize<SnsEvent>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public async Task TheWatchedRegionsAlarm_DrainsIt_AndTheReplySaysSo()
    {
        var reply = await Function().HandleAsync(Event(), Region.Context);

        Assert.Equal("Drained", reply.Outcome);
        Assert.Contains("autoDrain drained us-east-1 at 12:00 UTC, because its alarm client-5xx was raised at 11:59 UTC", reply.Sentence);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 11, 59, 30, 236, TimeSpan.Zero), Assert.Single(tables.Claims).AlarmRaisedAt);
        var line = Assert.Single(region.Lines);
        Assert.Equal(("AlarmAnswered", "us-east-1", "Drained", reply.Sentence),
            (line.GetProperty("event").GetString(), line.GetProperty("region").GetString(), line.GetProperty("outcome").GetString(), line.GetProperty("sentence").GetString()));
    }

    [Fact]
    public async Task ADryRun_RepliesWhatItWouldHaveDone()
    {
        var reply = await Function(dryRun: true).HandleAsync(Event(), Region.Context);

        Assert.Equal("WouldDrain", reply.Outcome);
        Assert.StartsWith("autoDrain would have drained us-east-1 at 12:00 UTC, because", reply.Sentence);
        Assert.Empty(tables.Claims);
        Assert.Equal(1, metrics.Of(Counted.RegionWouldBeDrained));
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("INSUFFICIENT_DATA")]
    public async Task AnAlarmThatIsNotRaised_IsHeardAndDrainsNobody(string state)
    {
        Assert.Equal("Nothing", (await Function().HandleAsync(Event(state), Region.Context)).Outcome);
        Assert.False((await notes.LastAsync("us-east-1", CancellationToken.None))!.Raised);
    }

    [Fact]
    public async Task TheRegionOfAnAlarm_IsThatOfItsTopic()
    {
        await Function().HandleAsync(Event(topicRegion: "sa-east-1"), Region.Context);

        Assert.Empty(tables.Claims);
        Assert.True((await notes.LastAsync("sa-east-1", CancellationToken.None))!.Raised);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task WhatCannotBeDecided_Throws_SoThatLambdaAsksAgain(HttpStatusCode health)
    {
        var undecided = await Assert.ThrowsAsync<UndecidedException>(() => Function(health: health).HandleAsync(Event(), Region.Context));

        Assert.Contains("sa-east-1 itself does not answer 200 to /health", undecided.Message);
        Assert.Contains("AlarmAnswered", region.Written);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-24T11:59:30Z")]
    public async Task ANoticeWithoutATimeOfCloudWatchs_IsRefused(string changedAt) =>
        Assert.Contains(changedAt, (await Assert.ThrowsAsync<FormatException>(() => Function().HandleAsync(Event(changedAt: changedAt), Region.Context))).Message);

    [Fact]
    public async Task WhatIsNoAlarm_IsRefused() =>
        await Assert.ThrowsAsync<FormatException>(() => Function().HandleAsync(new SnsEvent([new SnsRecord(new SnsMessage("arn:aws:sns:us-east-1:123456789012:alarms", "Hello"))]), Region.Context));

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(status));
    }
}
