using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Acm;
using Pulumi.Aws.Route53;

namespace Appointments.Deploy.Components.Edge;

/// <param name="ZoneId">The hosted zone.</param>
public sealed record EdgeCertificateArgs(Output<string> ZoneId, DnsSettings Dns);

/// <summary>The certificate of the name that clients call, in us-east-1 because CloudFront takes it from there only, and the record that proves the name.</summary>
/// <remarks>Source: AWS, "Requirements for using SSL/TLS certificates with CloudFront".</remarks>
public sealed class EdgeCertificate : ComponentResource
{
    /// <summary>The certificate's ARN, once it is issued.</summary>
    [Output] public Output<string> Arn { get; private set; }

    public EdgeCertificate(string name, EdgeCertificateArgs args, ComponentResourceOptions options) : base("appointments:edge:EdgeCertificate", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var certificate = new Certificate(name, new CertificateArgs { DomainName = args.Dns.Api, ValidationMethod = "DNS" }, child);
        var asked = certificate.DomainValidationOptions.Apply(all => all.Single());
        var proof = new Record($"{name}-proof", new RecordArgs
        {
            ZoneId = args.ZoneId,
            Name = asked.Apply(option => option.ResourceRecordName!),
            Type = asked.Apply(option => option.ResourceRecordType!),
            Ttl = args.Dns.RecordTtlSeconds,
            Records = [asked.Apply(option => option.ResourceRecordValue!)],
        }, child);
        Arn = new CertificateValidation($"{name}-issued", new CertificateValidationArgs { CertificateArn = certificate.Arn, ValidationRecordFqdns = [proof.Fqdn] }, child).CertificateArn;
        RegisterOutputs();
    }
}
