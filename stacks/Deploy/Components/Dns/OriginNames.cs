using Appointments.Plan;
using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Acm;
using Pulumi.Aws.ApiGateway;
using Pulumi.Aws.ApiGateway.Inputs;

namespace Appointments.Deploy.Components.Dns;

/// <param name="CertificateArn">The region's certificate, not yet issued.</param>
/// <param name="Proof">The records that it waits for.</param>
public sealed record OriginNamesArgs(string Region, DnsSettings Dns, Output<string> CertificateArn, InputList<string> Proof, RegionalApi Api);

/// <summary>
/// The two names under which a region's API answers: its own, and the one that all regions share. Only <c>/Prod</c> is mapped, to the stage of that name, so that
/// a path is the same under every address of the API.
/// </summary>
/// <remarks>
/// Source: AWS, "Use API mappings to connect API stages to a custom domain name for REST APIs": the base path is taken off before the API sees the request,
/// so without one a path would lack the stage that the default address has.
/// </remarks>
public sealed class OriginNames : ComponentResource
{
    private readonly string name;
    private readonly OriginNamesArgs args;

    /// <summary>What a record for the region's own name points to.</summary>
    [Output] public Output<string> OwnTarget { get; private set; }

    /// <summary>What a record for the shared name points to.</summary>
    [Output] public Output<string> SharedTarget { get; private set; }

    public OriginNames(string name, OriginNamesArgs args, ComponentResourceOptions options) : base("appointments:dns:OriginNames", name, options)
    {
        this.name = name;
        this.args = args;
        var issued = new CertificateValidation($"{name}-certificate-issued", new CertificateValidationArgs
        {
            CertificateArn = args.CertificateArn,
            ValidationRecordFqdns = args.Proof,
        }, new CustomResourceOptions { Parent = this });
        OwnTarget = Map("own", args.Dns.OriginOf(args.Region), issued).RegionalDomainName;
        SharedTarget = Map("shared", args.Dns.Origin, issued).RegionalDomainName;
        RegisterOutputs();
    }

    private DomainName Map(string suffix, string domain, CertificateValidation issued)
    {
        var child = new CustomResourceOptions { Parent = this };
        var domainName = new DomainName($"{name}-{suffix}", new DomainNameArgs
        {
            Domain = domain,
            RegionalCertificateArn = issued.CertificateArn, // the validation's, so that it is issued before it is used
            SecurityPolicy = "TLS_1_2",
            EndpointConfiguration = new DomainNameEndpointConfigurationArgs { Types = "REGIONAL" },
        }, child);
        _ = new BasePathMapping($"{name}-{suffix}-mapping", new BasePathMappingArgs
        {
            DomainName = domainName.Domain,
            BasePath = ApiPaths.Stage,
            RestApi = args.Api.Api.Id,
            StageName = args.Api.Stage.StageName,
        }, child);
        return domainName;
    }
}
