using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Checks;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Each policy is silent on what is deployed and speaks on a copy of it that was broken in one place.</summary>
[Collection(nameof(Recorded))]
public sealed class PoliciesTests(Recorded recorded)
{
    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryPolicy_IsSilent_OnWhatIsDeployed(string stack)
    {
        var violations = PolicyPack.Check(await recorded.GraphAsync(stack));

        Assert.Equal(15, PolicyPack.All.Select(policy => policy.Name).Distinct().Count());
        Assert.Empty(violations);
    }

    public static TheoryData<int> EachBreak => new(Enumerable.Range(0, PolicyBreaks.All.Length));

    [Theory, MemberData(nameof(EachBreak))]
    public async Task APolicy_Speaks_OfWhatWasBroken(int index)
    {
        var (policy, type, name, change) = PolicyBreaks.All[index];
        var broken = GraphJson.Read(GraphJson.Write(await recorded.GraphAsync("prod", PolicyBreaks.Settings)));
        change(broken.Named(type, name));

        var violations = PolicyPack.Check(broken);

        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Equal(policy, violation.Policy));
        Assert.All(violations, violation => Assert.NotEmpty(violation.Todo));
    }

    [Fact]
    public void EveryPolicy_HasABreakOfItsOwn() =>
        Assert.Equal(PolicyPack.All.Select(policy => policy.Name).Order(), PolicyBreaks.All.Select(each => each.Policy).Distinct().Order());

    [Theory]
    [InlineData("url", "https://api.appointments.example.com/?key=[secret]", "outputs.url holds a secret that has no business there")]
    [InlineData("apiKey", "for-all-to-read-0001", "outputs.apiKey looks like a secret in plain text")]
    public async Task ASecret_AmongTheStacksOutputs_IsSeen(string output, string value, string what)
    {
        var graph = GraphJson.Read(GraphJson.Write(await recorded.GraphAsync("prod")));
        graph.Outputs[output] = value;

        var violation = Assert.Single(PolicyPack.Check(graph));

        Assert.Equal(("no-plain-secrets", "prod", what), (violation.Policy, violation.Resource, violation.What));
    }

    [Fact]
    public async Task AnOpenOrigin_IsSeen_ButNotInDev()
    {
        var prod = PolicyPack.Check(await recorded.GraphAsync("prod", "protectOrigin=false"));
        var dev = PolicyPack.Check(await recorded.GraphAsync("dev", "protectOrigin=false"));

        Assert.Equal(["guarded-edge sa-east-1-firewall", "guarded-edge us-east-1-firewall"], prod.Select(violation => $"{violation.Policy} {violation.Resource}").Order());
        Assert.Empty(dev);
    }

    [Fact]
    public async Task ATable_ThatPulumiWouldDelete_IsSeen_ButNotInDev()
    {
        static ResourceGraph Unprotected(ResourceGraph graph) => graph with { Resources = [.. graph.Resources.Select(resource => resource with { Protect = false })] };

        var prod = PolicyPack.Check(Unprotected(await recorded.GraphAsync("prod")));
        var dev = PolicyPack.Check(Unprotected(await recorded.GraphAsync("dev")));

        Assert.Equal(["global-appointments", "global-backups-vault", "global-quarantine", "global-regions", "sa-east-1-backup-copies", "sa-east-1-data-key", "us-east-1-data-key"], prod.Select(violation => violation.Resource).Order());
        Assert.Empty(dev);
    }

    [Theory]
    [InlineData("nothing-public", "aws:s3/bucket:Bucket", "{}", "a bucket that could be made public")]
    [InlineData("nothing-public", "aws:lambda/functionUrl:FunctionUrl", """{"authorizationType":"NONE"}""", "a function URL without authorization")]
    [InlineData("encryption-in-transit", "aws:sqs/queue:Queue", """{"sqsManagedSseEnabled":true}""", "takes messages over plain HTTP")]
    [InlineData("encryption-at-rest", "aws:kms/key:Key", "{}", "a key that does not rotate")]
    [InlineData("encryption-in-transit", "aws:sns/topicSubscription:TopicSubscription", """{"protocol":"http"}""", "delivers over HTTP")]
    [InlineData("least-privilege", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", """{"policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}""", "attaches arn:aws:iam::aws:policy/AdministratorAccess, which others write")]
    [InlineData("stateful-protection", "aws:backup/vault:Vault", "{}", "pulumi destroy would take it along")]
    public async Task WhatIsAdded_IsCheckedToo(string policy, string type, string inputs, string what)
    {
        var graph = await recorded.GraphAsync("prod");
        var added = new GraphResource("urn:pulumi:prod::appointments::added", type, "us-east-1-added", null, "us-east-1", "us-east-1", [], JsonNode.Parse(inputs)!.AsObject(), new JsonObject { ["id"] = "added", ["arn"] = "arn:added" });

        var violation = Assert.Single(PolicyPack.Check(graph with { Resources = graph.Resources.Add(added) }));

        Assert.Equal((policy, "us-east-1-added", what), (violation.Policy, violation.Resource, violation.What));
    }
}
