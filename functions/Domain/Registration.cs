using System.Security.Cryptography;
using System.Text;

namespace Appointments.Domain;

/// <summary>
/// The identity facts of a registration. Sent again with the same facts, minutes later or to the other region, it is the same registration;
/// everything else that a row keeps (when, where, by which request) is provenance and is never compared.
/// </summary>
public static class Registration
{
    /// <summary>The hash of the identity facts: 32 hexadecimal digits, the first 128 bits of a SHA-256.</summary>
    /// <param name="country">The country's ISO code.</param>
    /// <param name="schedule">The schedule, or null where there is none.</param>
    public static string Identity(string country, string? schedule) =>
        // A line feed can be in neither of the two, and a schedule is never empty: no two pairs of facts give the same text.
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{country}\n{schedule}")).AsSpan(0, 16));
}
