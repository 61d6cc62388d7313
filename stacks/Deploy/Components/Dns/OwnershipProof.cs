using System.Collections.Immutable;
using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Acm;
using Pulumi.Aws.Acm.Outputs;
using Pulumi.Aws.Route53;

namespace Appointments.Deploy.Components.Dns;

/// <param name="ZoneId">The hosted zone.</param>
/// <param name="Certificates">Region to its certificate.</param>
public sealed record OwnershipProofArgs(Output<string> ZoneId, DnsSettings Dns, string PrimaryRegion, ImmutableArray<(string Region, Certificate Certificate)> Certificates);

/// <summary>
/// The records that prove to ACM that the names are ours: one for each name. ACM asks for the same record in every region of an account, so a record in each region
/// would be the same record, declared several times.
/// </summary>
/// <remarks>Source: AWS, "AWS Certificate Manager DNS validation"; that regions ask for the same record: hashicorp/terraform-provider-aws issue 13653.</remarks>
public sealed class OwnershipProof : ComponentResource
{
    private readonly Record shared;
    private readonly ImmutableDictionary<string, Record> own;

    public OwnershipProof(string name, OwnershipProofArgs args, ComponentResourceOptions options) : base("appointments:dns:OwnershipProof", name, options)
    {
        Record Prove(string suffix, string domain, Certificate certificate)
        {
            var asked = certificate.DomainValidationOptions.Apply(all => all.Single(option => option.DomainName == domain));
            return new Record($"{name}-{suffix}", new RecordArgs
            {
                ZoneId = args.ZoneId,
                Name = asked.Apply(option => option.ResourceRecordName!),
                Type = asked.Apply(option => option.ResourceRecordType!),
                Ttl = args.Dns.RecordTtlSeconds,
                Records = [asked.Apply(option => option.ResourceRecordValue!)],
            }, new CustomResourceOptions { Parent = this });
        }
        shared = Prove("origin", args.Dns.Origin, args.Certificates.Single(each => each.Region == args.PrimaryRegion).Certificate);
        own = args.Certificates.ToImmutableDictionary(each => each.Region, each => Prove(each.Region, args.Dns.OriginOf(each.Region), each.Certificate));
        RegisterOutputs();
    }

    /// <summary>The records that a region's certificate waits for.</summary>
    public InputList<string> RecordsFor(string region) => [shared.Fqdn, own[region].Fqdn];
}
