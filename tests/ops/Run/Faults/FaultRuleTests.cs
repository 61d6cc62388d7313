using System.Text.Json;
using System.Text.Json.Serialization;
using Appointments.Faults;

namespace Appointments.Tests.Run.Faults;

/// <summary>What a fault may say.</summary>
public sealed class FaultRuleTests
{
    private const string Us = "us-east-1", Sa = "sa-east-1";

    [Theory]
    [InlineData(FaultKind.ApiUnreachable, null, null, null)]
    [InlineData(FaultKind.FunctionsFailing, null, null, null)]
    [InlineData(FaultKind.FunctionsFailing, null, null, 1.0)]
    [InlineData(FaultKind.FunctionsFailing, null, null, 0.001)]
    [InlineData(FaultKind.FunctionsSlow, null, 0.001, null)]
    [InlineData(FaultKind.FunctionsSlow, null, 900.0, null)]
    [InlineData(FaultKind.ReplicationDelayed, null, 2.0, null)]
    [InlineData(FaultKind.ReplicationDelayed, Sa, 2.0, null)]
    [InlineData(FaultKind.ReplicationStopped, Sa, null, null)]
    [InlineData(FaultKind.ClockSkew, null, -86_400.0, null)]
    [InlineData(FaultKind.LostReplies, null, null, 0.5)]
    [InlineData(FaultKind.CheckersBlind, null, null, 0.8)]
    [InlineData(FaultKind.ResolverKeepsAnswer, null, 300.0, 0.1)]
    public void AFault_WithWhatItsKindTakes_HasNoProblem(FaultKind kind, string? to, double? seconds, double? share) =>
        Assert.Empty(new Fault(kind, Us, to, seconds, share).Problems([Us, Sa]));

    [Theory]
    [InlineData(FaultKind.FunctionsSlow, null, null, null, "functions-slow needs seconds, how much longer an invocation takes: from 0.001 to 900.")]
    [InlineData(FaultKind.FunctionsSlow, null, 0.0, null, "functions-slow of 0 seconds: expected how much longer an invocation takes, from 0.001 to 900.")]
    [InlineData(FaultKind.FunctionsSlow, null, 900.1, null, "functions-slow of 900.1 seconds: expected")]
    [InlineData(FaultKind.FunctionsSlow, null, double.NaN, null, "functions-slow of NaN seconds: expected")]
    [InlineData(FaultKind.ClockSkew, null, 0.0, null, "from -86400 to 86400, not 0.")]
    [InlineData(FaultKind.ClockSkew, null, -86_401.0, null, "clock-skew of -86401 seconds: expected")]
    [InlineData(FaultKind.RegionDead, null, 5.0, null, "region-dead takes no seconds (5): it lasts until it is cleared.")]
    [InlineData(FaultKind.FunctionsFailing, null, null, 0.0, "functions-failing with a share of 0: expected a number above 0 and at most 1")]
    [InlineData(FaultKind.FunctionsFailing, null, null, 1.01, "functions-failing with a share of 1.01: expected")]
    [InlineData(FaultKind.QueueUnreachable, null, null, 0.5, "queue-unreachable takes no share (0.5): it strikes all or nothing.")]
    [InlineData(FaultKind.QueueUnreachable, Sa, null, null, "queue-unreachable takes no second region (to: sa-east-1): it is about us-east-1 alone.")]
    [InlineData(FaultKind.ReplicationStopped, Us, null, null, "replication-stopped from us-east-1 to itself: name another region")]
    [InlineData(FaultKind.ReplicationStopped, "eu-west-1", null, null, "There is no region eu-west-1: the regions are us-east-1, sa-east-1.")]
    public void AFault_WithAnythingElse_SaysWhatIsExpected(FaultKind kind, string? to, double? seconds, double? share, string expected) =>
        Assert.Contains(expected, Assert.Single(new Fault(kind, Us, to, seconds, share).Problems([Us, Sa])));

    [Fact]
    public void EveryKind_HasAWordAndAShape_AndIsWrittenByItsWord_WhateverTheSerializer()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            Assert.Equal(kind, FaultKinds.Find(kind.Word()));
            Assert.NotEmpty(FaultShape.Of(kind).Does);
            var fault = new Fault(kind, Us);
            foreach (var json in new[] { JsonSerializer.Serialize(fault, options), JsonSerializer.Serialize(fault, JsonSerializerOptions.Web) })
            {
                Assert.Contains($"\"kind\":\"{kind.Word()}\"", json);
                Assert.Equal(fault, JsonSerializer.Deserialize<Fault>(json, options));
            }
        }

        Assert.Equal("api-unreachable, functions-failing, functions-slow, queue-unreachable, table-unreachable, table-read-only, replication-delayed, replication-stopped, network-cut, clock-skew, region-dead, lost-replies, checkers-blind, resolver-keeps-answer, control-planes-refused", FaultKinds.Words);
        Assert.Null(FaultKinds.Find("ApiUnreachable"));
    }
}
