using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Names are as long as AWS takes them, at most: Pulumi's mocks know no limit, and <c>pulumi up</c> would be the first to say so.</summary>
[Collection(nameof(Recorded))]
public sealed class PhysicalNamesTests(Recorded recorded)
{
    private const string LongestRegion = "ap-southeast-2";

    /// <summary>AWS gives them an id, or calls them as what they belong to; or their name is a host's, of the zone.</summary>
    private static readonly string[] Nameless =
    [
        "aws:acm/certificate:Certificate", "aws:acm/certificateValidation:CertificateValidation",
        "aws:apigateway/account:Account", "aws:apigateway/basePathMapping:BasePathMapping", "aws:apigateway/deployment:Deployment", "aws:apigateway/domainName:DomainName",
        "aws:apigateway/methodSettings:MethodSettings", "aws:apigateway/stage:Stage", "aws:apigateway/usagePlanKey:UsagePlanKey",
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "aws:cloudfront/distribution:Distribution", "aws:cloudwatch/logDelivery:LogDelivery",
        "aws:dynamodb/contributorInsights:ContributorInsights", "aws:fis/experimentTemplate:ExperimentTemplate", "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey",
        "aws:lambda/eventSourceMapping:EventSourceMapping", "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        "aws:route53/healthCheck:HealthCheck", "aws:route53/record:Record", "aws:sns/topicPolicy:TopicPolicy", "aws:sns/topicSubscription:TopicSubscription",
        "aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        "aws:wafv2/webAclAssociation:WebAclAssociation", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    ];

    /// <summary>With every optional part, in the region with the longest name, and a country with the longest path that the settings take.</summary>
    private Task<ResourceGraph> LongestAsync(int set) => recorded.GraphAsync("prod",
    [
        .. OptionalPartsTests.Sets[set], $"regions=[us-east-1, {LongestRegion}]", $"backupCopyRegion={LongestRegion}",
        $"countries=[{{code: VC, path: {new string('v', PhysicalNames.RoomForPath(LongestRegion))}, name: Vincent}}]",
    ]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task EveryName_IsAsLongAsItsTypeTakes_AtMost(int set)
    {
        var named = (await LongestAsync(set)).Aws().Where(resource => !resource.Read && !Nameless.Contains(resource.Type)).ToArray();

        Assert.Empty(named.Select(resource => resource.Type).Distinct().Where(type => !PhysicalNames.Longest.ContainsKey(type)).Select(type => $"put {type} into PhysicalNames.Longest, or here among the nameless"));
        Assert.Empty(named.Where(resource => Length(resource) > PhysicalNames.Longest[resource.Type]).Select(resource => $"{resource.Type} {resource.Name}: {Length(resource)} characters, of {PhysicalNames.Longest[resource.Type]}"));
        Assert.True(named.Length > 100);
    }

    /// <summary>So that no path is refused that would fit.</summary>
    [Fact]
    public async Task TheLongestPath_FillsANameToItsEnd()
    {
        var full = (await LongestAsync(0)).Aws().Where(resource => PhysicalNames.Longest.TryGetValue(resource.Type, out var longest) && Length(resource) == longest);

        Assert.Equal([$"{LongestRegion}-{new string('v', PhysicalNames.RoomForPath(LongestRegion))}-dead-letters-role"], full.Select(resource => resource.Name));
    }

    /// <summary>As it is said, or as Pulumi makes it: what the mocks call it is held against this.</summary>
    private static int Length(GraphResource resource)
    {
        var said = new[] { "name", "alarmName", "dashboardName" }.Select(input => resource.Inputs[input]?.ToString()).FirstOrDefault(name => name is not null);
        var length = said?.Length
            ?? (resource.Inputs["namePrefix"]?.ToString() is { } prefix ? prefix.Length + PhysicalNames.PrefixDigits : resource.Name.Length + 1 + PhysicalNames.RandomDigits);
        if (resource.Inputs["fifoQueue"]?.GetValue<bool>() is true)
            length += PhysicalNames.FifoSuffix.Length;
        if (resource.Outputs["name"]?.ToString() is { } recorded)
            Assert.Equal(recorded.Length, length);
        return length;
    }
}
