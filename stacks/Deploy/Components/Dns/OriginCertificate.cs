using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Acm;

namespace Appointments.Deploy.Components.Dns;

/// <param name="Region">The region of the certificate: API Gateway takes one of its own region only.</param>
public sealed record OriginCertificateArgs(string Region, DnsSettings Dns);

/// <summary>One region's certificate for the name that all regions share and for its own, asked for and not yet proven.</summary>
/// <remarks>Source: AWS, "Set up a Regional custom domain name in API Gateway": the certificate must be in the API's region.</remarks>
public sealed class OriginCertificate : ComponentResource
{
    /// <summary>The certificate's ARN; of use once it is issued.</summary>
    [Output] public Output<string> Arn { get; private set; }

    /// <summary>The certificate itself, for the records that prove its names.</summary>
    public Certificate Certificate { get; }

    public OriginCertificate(string name, OriginCertificateArgs args, ComponentResourceOptions options) : base("appointments:dns:OriginCertificate", name, options)
    {
        Certificate = new Certificate(name, new CertificateArgs
        {
            DomainName = args.Dns.Origin, // the shorter of the two: a first name has at most 64 characters
            SubjectAlternativeNames = [args.Dns.OriginOf(args.Region)],
            ValidationMethod = "DNS",
        }, new CustomResourceOptions { Parent = this });
        Arn = Certificate.Arn;
        RegisterOutputs();
    }
}
