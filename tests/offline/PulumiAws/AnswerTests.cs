using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Aws = Pulumi.Aws;

namespace Appointments.Tests.PulumiAws;

/// <summary>What comes back: nested output types made of a resource's state, and functions of the provider.</summary>
[Collection(PulumiCollection.Name)]
public sealed class AnswerTests
{
    private readonly RecordingMocks mocks = new();

    [Fact]
    public async Task NestedOutputs_AreMadeOfTheState()
    {
        mocks.States["table"] = Map(
            ("arn", "arn:aws:dynamodb:us-east-1:123456789012:table/appointments"),
            ("replicas", ImmutableArray.Create<object>(Map(
                ("regionName", "sa-east-1"),
                ("streamArn", "arn:aws:dynamodb:sa-east-1:123456789012:table/appointments/stream/2026"),
                ("pointInTimeRecovery", true)))),
            ("ttl", Map(("attributeName", "expires_at"), ("enabled", true))));
        var (arn, replicas, ttl) = ("", ImmutableArray<Aws.DynamoDB.Outputs.TableReplica>.Empty, default(Aws.DynamoDB.Outputs.TableTtl));

        await mocks.RunAsync(async () =>
        {
            var table = new Aws.DynamoDB.Table("table");
            arn = await OutputUtilities.GetValueAsync(table.Arn);
            replicas = await OutputUtilities.GetValueAsync(table.Replicas);
            ttl = await OutputUtilities.GetValueAsync(table.Ttl);
        });

        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/appointments", arn);
        var replica = Assert.Single(replicas);
        Assert.Equal("sa-east-1", replica.RegionName);
        Assert.Equal("arn:aws:dynamodb:sa-east-1:123456789012:table/appointments/stream/2026", replica.StreamArn);
        Assert.True(replica.PointInTimeRecovery);
        Assert.Null(replica.KmsKeyArn);
        Assert.Equal("expires_at", ttl!.AttributeName);
    }

    [Fact]
    public async Task NumberThatIsRead_KeepsItsFraction()
    {
        mocks.States["plan"] = Map(("throttleSettings", Map(("burstLimit", 200), ("rateLimit", 99.5))));
        Aws.ApiGateway.Outputs.UsagePlanThrottleSettings? throttle = null;

        await mocks.RunAsync(async () => throttle = await OutputUtilities.GetValueAsync(new Aws.ApiGateway.UsagePlan("plan").ThrottleSettings));

        Assert.Equal(200, throttle!.BurstLimit);
        Assert.Equal(99.5, throttle.RateLimit);
    }

    [Fact]
    public async Task Functions_AskByTokenAndAnswerByWireName()
    {
        mocks.Answers["aws:index/getCallerIdentity:getCallerIdentity"] = Map(("accountId", "123456789012"), ("arn", "a"), ("id", "i"), ("userId", "u"));
        mocks.Answers["aws:index/getRegion:getRegion"] = Map(("region", "sa-east-1"), ("name", "n"), ("id", "i"), ("endpoint", "e"), ("description", "d"));
        var (account, region, awaited) = ("", "", "");

        await mocks.RunAsync(async () =>
        {
            account = await OutputUtilities.GetValueAsync(Aws.GetCallerIdentity.Invoke().Apply(identity => identity.AccountId));
            region = await OutputUtilities.GetValueAsync(Aws.GetRegion.Invoke(new() { Region = "sa-east-1" }).Apply(answer => answer.Region));
            awaited = (await Aws.GetRegion.InvokeAsync()).Region;
        });

        Assert.Equal("123456789012", account);
        Assert.Equal("sa-east-1", region);
        Assert.Equal("sa-east-1", awaited);
        Assert.Contains(mocks.Calls, call => call.Token == "aws:index/getRegion:getRegion" && call.Args.GetValueOrDefault("region") as string == "sa-east-1");
    }

    private static ImmutableDictionary<string, object> Map(params (string Name, object Value)[] entries) =>
        entries.ToImmutableDictionary(entry => entry.Name, entry => entry.Value);
}
