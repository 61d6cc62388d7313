using Appointments.Graph;

namespace Appointments.Cli;

/// <summary>Where this clone is. <c>./appointments</c> says it; a program started by hand looks above itself.</summary>
public static class Repository
{
    /// <exception cref="ConfigurationException">No Pulumi.yaml is found.</exception>
    public static string Root()
    {
        if (Environment.GetEnvironmentVariable("APPOINTMENTS_ROOT") is { Length: > 0 } said)
            return said;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml")))
                return folder.FullName;
        throw new ConfigurationException("No Pulumi.yaml is above this program: run ./appointments from a clone of the repository.");
    }
}
