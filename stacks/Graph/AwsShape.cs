using System.Security.Cryptography;
using System.Text;
using Appointments.Plan;

namespace Appointments.Graph;

/// <summary>Ids, names and ARNs shaped as AWS shapes them, derived from a resource's name, so that two recordings give the same graph.</summary>
internal static class AwsShape
{
    public const string AccountId = "123456789012";

    /// <summary>The physical name that Pulumi would make.</summary>
    public static string PhysicalName(string type, string name) => $"{name}-{Hash(type, name)[..PhysicalNames.RandomDigits]}";

    /// <summary>The name that AWS's provider would make from a prefix, of time and counter.</summary>
    public static string PhysicalName(string type, string name, string prefix) => $"{prefix}{Hash(type, name)[..PhysicalNames.PrefixDigits]}";

    /// <summary>An id of ten lower-case letters and digits, as API Gateway's are.</summary>
    public static string Id(string type, string name) => Hash(type, name)[..10];

    public static string Uuid(string type, string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{type} {name}")).AsSpan(0, 16)).ToString();

    public static string Arn(string service, string? region, string resource) => $"arn:aws:{service}:{region}:{AccountId}:{resource}";

    private static string Hash(string type, string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{type} {name}")));
}
