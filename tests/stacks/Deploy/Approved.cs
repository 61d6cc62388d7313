using System.Runtime.CompilerServices;

namespace Appointments.Tests.Deploy;

/// <summary>Long outputs are held against a file that a person has read. Own code: Verify is not served by every registry.</summary>
internal static class Approved
{
    /// <summary>Compares with <c>NAME.approved.txt</c> beside the test; on a difference writes <c>NAME.received.txt</c> there, to be read and renamed.</summary>
    public static void Matches(string received, string name, [CallerFilePath] string here = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(here)!, $"{name}.approved.txt");
        var other = Path.ChangeExtension(Path.ChangeExtension(approved, null), null) + ".received.txt";
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (expected != received)
            File.WriteAllText(other, received);
        Assert.Equal(expected, received);
    }
}
