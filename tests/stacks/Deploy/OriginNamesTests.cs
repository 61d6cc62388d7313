using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>The names of the regions: certificates, their proof, domain names.</summary>
[Collection(nameof(Recorded))]
public sealed class OriginNamesTests(Recorded recorded)
{
    private const string Certificate = "aws:acm/certificate:Certificate", Issued = "aws:acm/certificateValidation:CertificateValidation", Record = "aws:route53/record:Record",
        DomainName = "aws:apigateway/domainName:DomainName", Mapping = "aws:apigateway/basePathMapping:BasePathMapping", Three = "regions=[us-east-1, sa-east-1, eu-west-1]";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    /// <summary>The regions' certificates; the edge has one of its own.</summary>
    private static IEnumerable<GraphResource> Certificates(ResourceGraph graph) => graph.OfType(Certificate).Where(certificate => !certificate.Name.StartsWith(Names.Edge));

    private static string[] Texts(GraphResource resource, string input) => [.. resource.Inputs[input]!.AsArray().Select(item => item!.ToString())];

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryRegion_HasACertificateForBothNames_ThatIsProvenBeforeItIsUsed(string stack)
    {
        var graph = await recorded.GraphAsync(stack, Three);
        var dns = Recorded.Settings(stack, Three).Dns;

        Assert.Equal(3, Certificates(graph).Count());
        Assert.All(Certificates(graph), certificate =>
        {
            var region = certificate.Region!;
            Assert.Equal(($"{region}-certificate", dns.Origin, "DNS"), (certificate.Name, certificate.Inputs["domainName"]!.ToString(), certificate.Inputs["validationMethod"]!.ToString()));
            Assert.Equal([$"{region}.origin.{dns.Zone}"], Texts(certificate, "subjectAlternativeNames"));

            var issued = Assert.Single(graph.OfType(Issued), issued => issued.Provider == region);
            Assert.Equal(certificate.Outputs["arn"]!.ToString(), issued.Inputs["certificateArn"]!.ToString());
            Assert.Equal(Proof(certificate).Order(), Texts(issued, "validationRecordFqdns").Order());
            Assert.All(graph.OfType(DomainName).Where(name => name.Region == region), name => Assert.Contains(issued.Urn, name.DependsOn));
        });
    }

    private static string[] Proof(GraphResource certificate) => [.. certificate.Outputs["domainValidationOptions"]!.AsArray().Select(option => option!["resourceRecordName"]!.ToString().TrimEnd('.'))];

    [Theory]
    [InlineData(2, "regions=[us-east-1, sa-east-1]")]
    [InlineData(3, Three)]
    public async Task ACertificatesNames_AreProvenByOneRecordEach_HoweverManyRegionsAskForIt(int regions, string setting)
    {
        var graph = await recorded.GraphAsync("prod", setting);
        var asked = Certificates(graph).SelectMany(Proof).ToArray();
        var proofs = graph.OfType(Record).Where(record => record.Name.StartsWith("global-proof-")).ToArray();

        Assert.Equal(2 * regions, asked.Length);
        Assert.Equal(regions + 1, proofs.Length);
        Assert.Equal(asked.Distinct().Order(), proofs.Select(proof => proof.Outputs["fqdn"]!.ToString()).Order());
        Assert.All(proofs, proof => Assert.EndsWith(".acm-validations.aws.", Assert.Single(Texts(proof, "records"))));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryRegion_AnswersToItsOwnNameAndTheSharedOne_UnderTheStagesPath(string stack)
    {
        var graph = await recorded.GraphAsync(stack, Three);
        var settings = Recorded.Settings(stack, Three);

        Assert.All(settings.Regions, region =>
        {
            var names = graph.OfType(DomainName).Where(name => name.Region == region).ToArray();
            Assert.Equal(new[] { settings.Dns.Origin, settings.Dns.OriginOf(region) }.Order(), names.Select(name => name.Inputs["domainName"]!.ToString()).Order());
            Assert.All(names, name =>
            {
                Assert.Equal(("TLS_1_2", "REGIONAL"), (name.Inputs["securityPolicy"]!.ToString(), name.Inputs["endpointConfiguration"]!["types"]!.ToString()));
                var mapping = Assert.Single(graph.OfType(Mapping), mapping => mapping.Region == region && mapping.Inputs["domainName"]!.ToString() == name.Inputs["domainName"]!.ToString());
                Assert.Equal(("Prod", "Prod"), (mapping.Inputs["basePath"]!.ToString(), mapping.Inputs["stageName"]!.ToString()));
                Assert.Equal(graph.Named("aws:apigateway/restApi:RestApi", $"{region}-api").Outputs["id"]!.ToString(), mapping.Inputs["restApi"]!.ToString());
            });
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)] // a provider that does not say
    public void AZoneWithoutAcceleratedRecovery_IsRefused_WithTheCommandThatTurnsItOn(bool? has)
    {
        var problem = Assert.Throws<Pulumi.RunException>(() => Appointments.Deploy.Components.Dns.HostedZone.Demand("appointments.example.com", "Z123", has));

        Assert.Contains("update-hosted-zone-features --hosted-zone-id Z123 --enable-accelerated-recovery", problem.Message);
        Appointments.Deploy.Components.Dns.HostedZone.Demand("appointments.example.com", "Z123", true);
    }

    [Fact]
    public async Task TheHostedZone_IsLookedUp_AndHoldsEveryRecord()
    {
        var graph = await recorded.GraphAsync("prod");

        var zone = Assert.Single(graph.Resources, resource => resource.Read && resource.Type.StartsWith("aws:route53/"));

        Assert.Equal(("aws:route53/getZone:getZone", "appointments.example.com", "global"), (zone.Type, zone.Inputs["name"]!.ToString(), zone.Provider));
        Assert.NotEmpty(graph.OfType(Record));
        Assert.All(graph.OfType(Record), record => Assert.Equal(zone.Outputs["zoneId"]!.ToString(), record.Inputs["zoneId"]!.ToString()));
        Assert.Contains("\"read\": true", GraphJson.Write(graph));
        Assert.DoesNotContain("\"read\": false", GraphJson.Write(graph));
    }

    [Fact]
    public async Task WhatIsGlobal_IsMadeInUsEast1_EvenWhereNoRegionIsThere()
    {
        var graph = await recorded.GraphAsync("prod", "regions=[eu-west-1, sa-east-1]", "primaryRegion=eu-west-1");

        var global = graph.Named("pulumi:providers:aws", "global");
        var dns = graph.Resources.Where(resource => resource.Type.StartsWith("aws:route53/")).ToArray();

        Assert.Equal("us-east-1", global.Inputs["region"]!.ToString());
        Assert.True(dns.Length > 10);
        Assert.All(dns, resource => Assert.Equal(("global", null), (resource.Provider, resource.Region)));
        Assert.Equal("eu-west-1", graph.Named("aws:dynamodb/table:Table", "global-appointments").Provider); // the primary region's, as before
    }
}
